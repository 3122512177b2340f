using System.Diagnostics;
using Downright.Files;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void An_interrupted_run_ends_with_130_and_leaves_nothing_half_written(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals there.");
        Assert.SkipWhen(signal == "INT" && InterruptIsIgnored(), "The tests were started with SIGINT ignored, as shells do in the background, and what they start inherits that.");
        var codec = new VipsImageCodec();
        codec.Encode(TestPixels.Noise(700, 500, PixelFormat.Rgb), _folder["in.png"]);
        string[] inputs = [.. Enumerable.Range(0, 500).Select(i => File.CreateSymbolicLink(_folder[$"{i:000}.png"], _folder["in.png"]).FullName)];
        string output = Directory.CreateDirectory(_folder["out"]).FullName;

        // Far more work than the time until the signal, which comes while files are being written.
        ToolProcess.RunningTool tool = ToolProcess.Start(ToolProcess.Host, [ToolProcess.Assembly, "clean", .. inputs, "-o", output, "-s", "70x50", "--format", "json", "--jobs", "2"]);
        Assert.True(SpinWait.SpinUntil(() => Directory.EnumerateFiles(output, "*.png").Skip(2).Any(), TimeSpan.FromSeconds(30)), "No output appeared.");
        using (Process kill = Process.Start("kill", ["-s", signal, $"{tool.Process.Id}"])) kill.WaitForExit();
        ToolResult result = tool.Result();

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal("", result.Error);
        string[] written = Directory.GetFiles(output);
        Assert.InRange(written.Length, 3, 499);
        Assert.All(written, path => Assert.EndsWith(".png", path, StringComparison.Ordinal));
        Assert.All(written, path => Assert.Equal(new ImageSize(700, 500), codec.Decode(path).Size));
    }

    [Fact]
    public void What_evaluate_started_cleans_up_before_both_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals there.");
        string output = _folder["out"], guard = Path.Combine(output, ".lock");
        ToolProcess.RunningTool tool = ToolProcess.Start(ToolProcess.Host, [ToolProcess.Assembly, "evaluate", "demo", "-o", output, "--quiet", "--jobs", "1"]);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(Path.Combine(output, "records", "nonadaptive.partial.jsonl")), TimeSpan.FromSeconds(30)), "No record appeared.");
        Assert.True(File.Exists(guard));
        using (Process kill = Process.Start("kill", ["-s", "TERM", $"{tool.Process.Id}"])) kill.WaitForExit();
        ToolResult result = tool.Result();

        Assert.Equal((130, "", ""), (result.ExitCode, result.Output, result.Error));
        // Only a program that ends by itself takes its lock away.
        Assert.False(File.Exists(guard));
    }

    // The mask of ignored signals in hexadecimal; bit 1 stands for SIGINT.
    private static bool InterruptIsIgnored()
    {
        const string Status = "/proc/self/status", Key = "SigIgn:";
        return File.Exists(Status) && (Convert.ToUInt64(File.ReadLines(Status).First(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..].Trim(), 16) & 2) != 0;
    }
}

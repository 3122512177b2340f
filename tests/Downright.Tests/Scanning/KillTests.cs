using System.Diagnostics;
using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Scanning;

/// <summary>Ends the tool as a power failure would, again and again.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private const int Images = 480;
    private const int Shards = 160;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Killed_twenty_times_at_random_moments_a_run_ends_with_the_rows_of_an_undisturbed_one()
    {
        string data = Directory.CreateDirectory(_folder["data"]).FullName;
        for (int i = 0; i < Images; i++) File.WriteAllBytes(Path.Combine(data, $"{i:000}.png"), i % 37 == 0 ? [1, 2, 3] : DataSet.Image(200, i, side: 16));
        string[] options = [data, "-s", "8", "--scaler", "opencv:nearest", "--method", "down-and-up-mse", "--jobs", "2", "--fail-on", "none", "--shards", $"{Shards}"];
        Assert.Equal(0, ToolProcess.Run(["scan", .. options, "-o", _folder["whole"]]).ExitCode);

        var random = new Random(7);
        string parts = Path.Combine(_folder["run"], "parts");
        int inTheMiddle = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            int before = Parts(parts);
            Assert.True(before < Shards, $"All was done before kill {kill}: the run is too small for this machine.");
            ToolProcess.RunningTool tool = ToolProcess.Start(ToolProcess.Host, [ToolProcess.Assembly, "scan", .. options, "-o", _folder["run"]]);
            // Half of the time while the run is planned or resumed, half while parts are written.
            if (kill % 2 == 0) Thread.Sleep(random.Next(400));
            else SpinWait.SpinUntil(() => Parts(parts) > before || tool.Process.HasExited, TimeSpan.FromSeconds(60));
            Spin(TimeSpan.FromMilliseconds(random.NextDouble() * 10));
            tool.Process.Kill();
            tool.Process.WaitForExit();
            if (Parts(parts) > before) inTheMiddle++;
        }

        Assert.InRange(inTheMiddle, Kills / 2, Kills);
        ToolResult last = ToolProcess.Run(["scan", .. options, "-o", _folder["run"], "--format", "json"]);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(Images, Json.Parse(last.Output).GetProperty("images").GetInt32());
        Assert.Equal(Merged("whole"), Merged("run"));
        // What the kills left half-written is gone.
        Assert.Equal(Shards, Directory.GetFiles(parts, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Length);
    }

    private static int Parts(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "part-*.jsonl").Length : 0;

    private static void Spin(TimeSpan time)
    {
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < time) Thread.SpinWait(100);
    }

    private string Merged(string run)
    {
        Assert.Equal(0, ToolProcess.Run("scan", "merge", _folder[run], "--format", "jsonl").ExitCode);
        return File.ReadAllText(Path.Combine(_folder[run], "scan.jsonl"));
    }
}

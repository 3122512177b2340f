using Downright.Analysis;
using Downright.Files;
using Downright.Scaling;
using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Readme;

/// <summary>The README's first command, run as it stands there.</summary>
public sealed class ReadmeCommandTests
{
    private static readonly VipsImageCodec Codec = new();
    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("downright:area"));

    [Fact]
    public void The_first_command_writes_what_people_see()
    {
        PixelImage<byte> source = Sample("street.png"), target = Sample("target.png"), truth = Area.Scale(source, target.Size);
        PixelImage<byte> safe = RunFirstCommand();

        double toSource = ImageMetrics.Psnr(safe, truth), toTarget = ImageMetrics.Psnr(safe, target);
        double withoutAttack = ImageMetrics.Psnr(new ProfileScaler(ScalerProfile.Parse("opencv:linear")).Scale(source, target.Size), truth);
        Assert.Equal(new ImageSize(224, 224), safe.Size);
        Assert.True(toSource >= 20 && toSource >= toTarget + 10 && toSource >= withoutAttack - 3, $"{toSource:0.0} dB to the source, {toTarget:0.0} dB to the target, {withoutAttack:0.0} dB without attack");
    }

    [Fact]
    public void Without_prevention_it_writes_what_the_attacker_wants()
    {
        PixelImage<byte> target = Sample("target.png");
        Assert.InRange(ImageMetrics.LargestDifference(RunFirstCommand("--prevention", "none"), target), 0, 2);
    }

    private static PixelImage<byte> RunFirstCommand(params string[] more)
    {
        const string Tool = "dotnet run -c Release --project src/Downright.Cli -- ";
        string command = File.ReadLines(Repository.PathOf("README.md")).First(line => line.StartsWith(Tool, StringComparison.Ordinal));
        string[] arguments = command[Tool.Length..].Split(' ');

        using var folder = new TemporaryFolder();
        string output = folder["safe.png"];
        arguments = [.. arguments.Select(a => a == "safe.png" ? output : a.StartsWith("samples/", StringComparison.Ordinal) ? Repository.PathOf(a) : a)];
        ToolProcess.Run([.. arguments, .. more]).AssertDone();
        return Codec.Decode(output);
    }

    private static PixelImage<byte> Sample(string file) => Codec.Decode(Repository.PathOf("samples", file));
}

using System.Diagnostics;

namespace Downright.Tests.Determinism;

/// <summary>Switches CPU features off in child processes and compares what they compute.</summary>
public sealed class SameBytesEverywhereTests
{
    private const string FileVariable = "DOWNRIGHT_FINGERPRINT_FILE";

    private static readonly Lazy<Fingerprint> Here = new(Fingerprint.Take);

    [Theory]
    [InlineData("DOWNRIGHT_NOTHING_OFF")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task The_bytes_are_the_same_with_CPU_features_switched_off(string feature)
    {
        Fingerprint child = await FingerprintOfChild(feature);

        Assert.Equal(Here.Value.Hash, child.Hash);
        // The switch did what it says, so that the comparison means something.
        if (feature is "DOTNET_EnableAVX512" or "DOTNET_EnableAVX2" or "DOTNET_EnableHWIntrinsic") Assert.False(child.Vector512);
        if (feature is "DOTNET_EnableAVX2" or "DOTNET_EnableHWIntrinsic") Assert.False(child.Vector256);
        if (feature is "DOTNET_EnableHWIntrinsic") Assert.False(child.Vector128);
    }

    [Fact]
    public void Taking_the_fingerprint_again_gives_the_same()
    {
        Assert.Equal(Here.Value, Fingerprint.Take());
        if (Environment.GetEnvironmentVariable(FileVariable) is { } path) Here.Value.Write(path);
    }

    private static async Task<Fingerprint> FingerprintOfChild(string feature)
    {
        string file = Path.GetTempFileName();
        try
        {
            string[] arguments =
            [
                "exec", typeof(SameBytesEverywhereTests).Assembly.Location,
                "-method", $"{typeof(SameBytesEverywhereTests).FullName}.{nameof(Taking_the_fingerprint_again_gives_the_same)}",
            ];
            var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            start.Environment[feature] = "0";
            start.Environment[FileVariable] = file;
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, output);
            return Fingerprint.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

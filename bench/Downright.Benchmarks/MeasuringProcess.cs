using System.Diagnostics;

namespace Downright.Benchmarks;

/// <summary>
/// Threads and vector widths are settings of a process, so that each column of a table is measured by a process of its own:
/// this program again, told so by a variable.
/// </summary>
internal static class MeasuringProcess
{
    private const string Child = "DOWNRIGHT_RATIOS_CHILD";

    /// <summary>One thread.</summary>
    public static IReadOnlyDictionary<string, string> OneThread { get; } = new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" };

    /// <summary>One thread without AVX-512.</summary>
    public static IReadOnlyDictionary<string, string> OneThreadWithoutAvx512 { get; } =
        new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1", ["DOTNET_EnableAVX512"] = "0" };

    /// <summary>All cores.</summary>
    public static IReadOnlyDictionary<string, string> AllCores { get; } = new Dictionary<string, string>();

    /// <summary>Whether this process is one that measures.</summary>
    public static bool IsThis => Environment.GetEnvironmentVariable(Child) is not null;

    /// <summary>Measures in a process of its own.</summary>
    /// <param name="mode">This program's argument.</param>
    /// <param name="settings">The process' variables.</param>
    /// <returns>What it wrote.</returns>
    public static string Run(string mode, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [mode]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Child] = "1";

        // Everything is compiled as far as it goes from the start: on a busy machine the tiers take their time.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The measuring process did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"Measuring failed: {output}");
    }
}

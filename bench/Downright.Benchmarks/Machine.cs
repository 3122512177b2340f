namespace Downright.Benchmarks;

/// <summary>What a table says of the machine.</summary>
internal static class Machine
{
    /// <summary>The processor's name.</summary>
    public static string Processor
    {
        get
        {
            const string Key = "model name";
            string? line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal)) : null;
            return line is null ? "Unknown processor" : line[(line.IndexOf(':') + 1)..].Trim();
        }
    }

    /// <summary>How busy it is with other work: times, and ratios to a lesser degree, suffer from it.</summary>
    public static string Load =>
        File.Exists("/proc/loadavg") ? $", on average {File.ReadAllText("/proc/loadavg").Split(' ')[0]} processes running or waiting before the first figure" : "";
}

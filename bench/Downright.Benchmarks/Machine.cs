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
}

using System.Globalization;

namespace Downright.Scanning.Sources;

/// <summary>Counts the files of folders that are no inputs, by the ends of their names.</summary>
public sealed class PassedOver
{
    /// <summary>What files without an extension are counted as.</summary>
    public const string NoExtension = "(none)";

    /// <summary>What files are counted as once there are many extensions: names are the data set's, and may be hostile.</summary>
    public const string Others = "(others)";

    private const int MostExtensions = 50;
    private const int LongestExtension = 16;

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How many files there are of each extension, in lower case with its dot.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>The counts in words, the highest first, or nothing where there are none.</summary>
    /// <param name="counts">How many files there are of each extension.</param>
    public static string Words(IReadOnlyDictionary<string, long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        IEnumerable<string> each = counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key}"));
        return string.Join(", ", each);
    }

    internal void Add(string name)
    {
        string extension = Path.GetExtension(name).ToLowerInvariant();
        string key = extension.Length == 0 ? NoExtension : extension.Length > LongestExtension ? Others : extension;
        if (!_counts.ContainsKey(key) && _counts.Count >= MostExtensions) key = Others;
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }
}

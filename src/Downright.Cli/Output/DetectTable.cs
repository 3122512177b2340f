using System.Globalization;
using Downright.Detection;

namespace Downright.Cli.Output;

/// <summary>Writes what was found in images for people: a line an image, and the reasons.</summary>
internal static class DetectTable
{
    /// <summary>Writes the table to standard output.</summary>
    public static void Write(IReadOnlyList<DetectItem> items) => TableReport.Write(
        ["input", "verdict", "#score", "#threshold", "attack on", "why"],
        items.Select(item => new[]
        {
            item.Input, item.Verdict, Text(item.Score), Text(item.Threshold),
            item.EstimatedSize is { } size ? $"{item.EstimatedScaler} to {size}".TrimStart() : "",
            Why(item),
        }),
        Summary(items));

    private static string Why(DetectItem item)
    {
        if (item.Error is { } error) return error;
        string reached = string.Join(", ", item.Methods.Where(method => method.Score >= method.Threshold).Select(method => method.Name).Distinct());
        string? missing = item.Threshold is null ? item.Methods.FirstOrDefault(method => method.Reason is not null)?.Reason : null;
        string? hidden = item.Methods.FirstOrDefault(method => method.Name == HiddenColours.Name)?.Reason;
        string? revealed = item.Revealed is { } file ? $"revealed in {file}" : null;
        return string.Join("; ", new[] { reached, missing, hidden, revealed }.Where(part => !string.IsNullOrEmpty(part)).Distinct());
    }

    private static IEnumerable<string> Summary(IReadOnlyList<DetectItem> items)
    {
        if (items.Count > 1)
            yield return $"{items.Count} images: {string.Join(", ", items.GroupBy(item => item.Verdict).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"))}.";
        if (items.FirstOrDefault(item => item.FalsePositiveRate is not null) is { FalsePositiveRate: { } rate })
            yield return string.Create(CultureInfo.InvariantCulture, $"Scores lie between 0 and 1; each threshold, of a method for a size and a scaler, is one that {rate:P1} of benign images reach.");
    }

    private static string Text(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}

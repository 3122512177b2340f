using Downright.Evaluation.Planning;
using Downright.Evaluation.Statistics;
using Downright.Pages;

namespace Downright.Evaluation.Experiments;

/// <summary>Turns records into a curve over the ratio bins, and into the cells of a table.</summary>
internal static class ByBin
{
    /// <summary>The horizontal axis of such curves.</summary>
    public const string Axis = "scaling ratio (lower end of the bin)";

    /// <summary>The headings of a table with a column a bin.</summary>
    public static IReadOnlyList<string> Columns(params ReadOnlySpan<string> first) => [.. first, .. RatioBin.All.Select(bin => bin.ToString()), "all"];

    /// <summary>A curve over the bins that have values.</summary>
    public static Curve Curve<T>(string name, IEnumerable<T> records, Func<T, int> bin, Func<IEnumerable<T>, Estimate> estimate) => new(
        name,
        [.. records.GroupBy(bin).OrderBy(g => g.Key).Select(g => (Bin: g.Key, Value: estimate(g))).Select(p => new CurvePoint(RatioBin.All[p.Bin].From, p.Value.Mean, p.Value.Low, p.Value.High))]);

    /// <summary>A cell a bin, and one for all.</summary>
    public static IEnumerable<string> Cells<T>(IReadOnlyList<T> records, Func<T, int> bin, Func<IEnumerable<T>, Estimate> estimate) =>
        [.. RatioBin.All.Select((_, i) => estimate(records.Where(r => bin(r) == i)).ToString()), estimate(records).ToString()];
}

using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;

namespace Downright.Evaluation.Experiments;

/// <summary>The scalers of the paper's evaluation.</summary>
internal static class Combinations
{
    private static readonly string[] Algorithms = ["nearest", "linear", "cubic"];

    /// <summary>Those that look at few pixels: the rows of the paper's Table 4.</summary>
    public static IReadOnlyList<string> Vulnerable { get; } = [.. Of("opencv"), .. Of("tensorflow1"), "pillow:nearest"];

    /// <summary>Pillow's wide kernels.</summary>
    public static IReadOnlyList<string> Wide { get; } = ["pillow:linear", "pillow:cubic"];

    /// <summary>All nine, by library.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Of("opencv"), .. Of("tensorflow1"), .. Of("pillow")];

    /// <summary>The width of such a panel: two stand side by side in the report.</summary>
    public const double PanelWidth = 506;

    /// <summary>What belongs to scalers, by their algorithm: a panel of a figure each, with a curve a library.</summary>
    public static IEnumerable<IGrouping<string, T>> ByAlgorithm<T>(IEnumerable<T> items, Func<T, string> scaler) => items.GroupBy(item => scaler(item).Split(':')[1]);

    /// <summary>The least ratio at which the published evaluation counts an attack among those that the filters have to stop.</summary>
    public static double LeastRatio(string scaler) => scaler.EndsWith(":nearest", StringComparison.Ordinal) ? 3 : 4;

    /// <summary>Whether a pair's ratio is one at which the filters are judged.</summary>
    public static bool IsJudged(Pair pair, string scaler) => pair.Ratio >= LeastRatio(scaler);

    /// <summary>The pairs for attacks on wide kernels, which cost many times as much as others: every second one of the smallest target size.</summary>
    public static IReadOnlySet<Pair> PairsForWide(Lab lab) => lab.Once(nameof(PairsForWide), () =>
    {
        long smallest = lab.Settings.Sizes.Min(size => size.Pixels);
        return lab.Pairs.Where(pair => pair.Size.Pixels == smallest).Where((_, i) => i % 2 == 0).ToHashSet();
    });

    private static IEnumerable<string> Of(string library) => Algorithms.Select(algorithm => $"{library}:{algorithm}");
}

using OxyPlot;

namespace Downright.Pages;

/// <summary>The colours that plots are drawn with. Each stands for a variable of the page's style, which knows light from dark.</summary>
internal static class PlotColors
{
    public const string Font = "sans-serif";

    public static readonly OxyColor Ink = OxyColor.FromRgb(1, 1, 1), Quiet = OxyColor.FromRgb(2, 2, 2), Grid = OxyColor.FromRgb(3, 3, 3);

    private static readonly OxyColor[] Series = [.. Enumerable.Range(1, 6).Select(i => OxyColor.FromRgb((byte)(10 + i), 0, 0))];

    /// <summary>The variable of each colour, by the way SVG writes the colour.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        [Write(Ink)] = "var(--ink)",
        [Write(Quiet)] = "var(--quiet)",
        [Write(Grid)] = "var(--grid)",
        [Write(Series[0])] = "var(--c1)",
        [Write(Series[1])] = "var(--c2)",
        [Write(Series[2])] = "var(--c3)",
        [Write(Series[3])] = "var(--c4)",
        [Write(Series[4])] = "var(--c5)",
        [Write(Series[5])] = "var(--c6)",
    };

    /// <summary>The colour of a series, by its number.</summary>
    public static OxyColor Of(int series) => Series[series % Series.Length];

    private static string Write(OxyColor color) => $"rgb({color.R},{color.G},{color.B})";
}

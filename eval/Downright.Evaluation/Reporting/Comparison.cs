using System.Globalization;
using Downright.Evaluation.Statistics;

namespace Downright.Evaluation.Reporting;

/// <summary>A published value and ours.</summary>
/// <param name="Where">Where it was published: a table, a figure or a section of the 2020 paper.</param>
/// <param name="What">What it is.</param>
/// <param name="Published">The published value.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Unit">The unit: %, dB or times.</param>
/// <param name="Reason">What is known of why ours can differ, by this run's data.</param>
internal sealed record Comparison(string Where, string What, double Published, Estimate Ours, string Unit, string Reason)
{
    private const double Notable = 5;

    /// <summary>Ours less the published value; NaN without values of ours.</summary>
    public double Difference => Ours.Mean - Published;

    /// <summary>A plain sentence where the values differ by more than 5 points; else null.</summary>
    public string? Sentence => Math.Abs(Difference) > Notable
        ? string.Create(CultureInfo.InvariantCulture, $"{Where}, {What}: {Ours.Mean:0.0} {Unit} here is {Math.Abs(Difference):0.0} {(Unit == "%" ? "points" : Unit)} {(Difference > 0 ? "above" : "below")} the published {Published:0.##} {Unit}. {Reason}")
        : null;

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Row =>
    [
        Where,
        What,
        string.Create(CultureInfo.InvariantCulture, $"{Published:0.##} {Unit}"),
        Ours.Count == 0 ? "not measured" : $"{Ours} {Unit}",
        Ours.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Difference:+0.0;−0.0;0.0}"),
        $"{Ours.Count} ({Ours.Sources})",
    ];

    /// <summary>The headings of the rows.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["where", "what", "published", "ours [95 % interval]", "difference", "values (sources)"];
}

using System.Globalization;
using Downright.Evaluation.Experiments;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Reporting;
using Downright.Pages;

namespace Downright.Evaluation.Study;

/// <summary>What people saw: Figures 13 and 18.</summary>
internal static class StudyFindings
{
    private static readonly (string Name, string Title)[] KindTitles =
    [
        ("nonadaptive", "Figure 13: what people see in attack images, {0}"),
        ("adaptive", "Figure 18: what people see in adaptive attack images, {0} behind the median filter"),
    ];

    private static readonly (string Name, Func<Answer, bool> Holds)[] Parts =
    [
        ("only source", a => a is { Source: true, Target: false, Other: false }),
        ("both", a => a is { Source: true, Target: true, Other: false }),
        ("only target", a => a is { Source: false, Target: true, Other: false }),
        ("nothing", a => a is { Source: false, Target: false, Other: false }),
        ("unrelated", a => a.Other),
    ];

    /// <summary>What the answers say.</summary>
    public static Findings Of(IReadOnlyList<Answer> answers) => new()
    {
        Notes = [$"{answers.Count} answers of {answers.Select(a => a.Participant).Distinct().Count()} participants. An attack achieves O2 where the source alone is named. An answer that names the unrelated label stands under \"unrelated\", whatever else it names."],
        Figures = [.. Kinds(answers).Select(kind => new BarFigure(kind.Title, "Share of the answers, by scaling ratio.", "percent", [.. kind.Bins.Select(b => RatioBin.All[b.Key].ToString())],
            [.. Parts.Select(part => new NamedValues(part.Name, [.. kind.Bins.Select(bin => 100.0 * bin.Count(part.Holds) / bin.Count())]))]) { Stacked = true, Maximum = 100, Height = 300, Width = Combinations.PanelWidth })],
        Tables = [.. Kinds(answers).Select(kind => new Table($"{kind.Title}, in percent", ["ratio", "answers", .. Parts.Select(part => part.Name)],
            [.. kind.Bins.Select(bin => (IReadOnlyList<string>)[RatioBin.All[bin.Key].ToString(), $"{bin.Count()}", .. Parts.Select(part => FormattableString.Invariant($"{100.0 * bin.Count(part.Holds) / bin.Count():0.0}"))])]))],
    };

    private static IEnumerable<(string Title, IGrouping<int, Answer>[] Bins)> Kinds(IReadOnlyList<Answer> answers) =>
        from kind in KindTitles
        from panel in answers.Where(a => a.Kind == kind.Name).GroupBy(a => a.Scaler).OrderBy(g => g.Key, StringComparer.Ordinal)
        select (string.Format(CultureInfo.InvariantCulture, kind.Title, panel.Key), panel.GroupBy(a => a.Bin).OrderBy(g => g.Key).ToArray());
}

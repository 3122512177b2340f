using Downright.Evaluation.Experiments;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Evaluation.Study;
using Downright.Files;
using Downright.Pages;

namespace Downright.Evaluation.Reporting;

/// <summary>Writes <c>report.html</c> and <c>summary.md</c> from a run's records.</summary>
internal sealed class Report(RunFolder folder, IImageCodec codec)
{
    /// <summary>Writes both.</summary>
    /// <param name="lab">Crafts the example images anew; null for a report without photos.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <param name="markdown">Where the summary goes; null for its place in the run's folder.</param>
    public void Write(Lab? lab, CancellationToken cancellation, string? markdown = null)
    {
        Part[] parts =
        [
            .. from experiment in ExperimentList.All
               let file = folder.RecordsOf(experiment.Name)
               let records = file.Read().Values.Select(line => line.Record).ToArray()
               where records.Length > 0
               select new Part(experiment.Name, experiment.Question, WithState(experiment.Report(records, folder.Run), file.IsPartial, records.Length), lab is null ? [] : ExamplesOf([.. experiment.Exhibits(records, lab, cancellation)])),
            .. Study(),
        ];
        Comparison[] comparisons = [.. parts.SelectMany(part => part.Findings.Comparisons)];

        folder.Write("report.html", PageOf(parts, comparisons).Write);
        OutputFile.Write(markdown ?? Path.Combine(folder.Path, "summary.md"), overwrite: true, stream => Summary.Write(stream, folder.Run, Work, parts, comparisons));
    }

    private TimeSpan Work => TimeSpan.FromMilliseconds(ExperimentList.All.Sum(experiment => folder.RecordsOf(experiment.Name).Read().Values.Sum(line => line.Elapsed.TotalMilliseconds)));

    private static Findings WithState(Findings findings, bool partial, int records) => partial
        ? findings with { Notes = [$"This experiment was stopped before its end: it has {records} records so far, of each target size and ratio bin in turn.", .. findings.Notes] }
        : findings;

    private IEnumerable<Part> Study()
    {
        if (!File.Exists(folder.AnswersPath)) yield break;
        using var store = new AnswerStore(folder.AnswersPath);
        IReadOnlyList<Answer> answers = store.All();
        if (answers.Count > 0) yield return new Part("study", "What do people see in attack images?", StudyFindings.Of(answers), []);
    }

    private Page PageOf(Part[] parts, Comparison[] comparisons) => new(
        "Image-scaling attacks and their prevention, reproduced",
        Blocks.Paragraph("The experiments of Quiring, Klein, Arp, Johns and Rieck, \"Adversarial Preprocessing: Understanding and Preventing Image-Scaling Attacks in Machine Learning\" (USENIX Security 2020), on these photos and with this classifier."),
        [
            new Section("Published and reproduced", Compared(comparisons)),
            new Section("How it was run", [.. RunFacts.Of(folder.Run, Work).Select(Blocks.Paragraph), RunFacts.PairTable(folder.Run).Render()]),
            .. parts.Select(part => new Section(
                $"{Capital(part.Name)}: {part.Question}",
                [
                    .. part.Findings.Notes.Select(Blocks.Paragraph),
                    Blocks.Row(part.Findings.Figures.Select(figure => figure.Render())),
                    .. part.Findings.Tables.Select(table => table.Render()),
                    .. part.Examples,
                ])),
        ]);

    private static IReadOnlyList<Markup> Compared(Comparison[] comparisons) =>
    [
        Blocks.Paragraph($"Values are means. {Estimate.Intervals} Below the table stands what is known of every value that differs by more than 5 points."),
        new Table("Published values of the paper and ours", Comparison.Columns, [.. comparisons.Select(c => c.Row)]).Render(),
        .. comparisons.Select(c => c.Sentence).OfType<string>().Select(Blocks.Note),
    ];

    private IReadOnlyList<Markup> ExamplesOf(IReadOnlyList<Exhibit> exhibits) => exhibits.Count == 0
        ? []
        : [Blocks.Heading("Examples"), .. exhibits.SelectMany(exhibit => (Markup[])[Blocks.Paragraph(exhibit.Title), Picture.Row(codec, exhibit.Pictures)])];

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>A part of the report.</summary>
/// <param name="Name">The experiment's name.</param>
/// <param name="Question">What it asks.</param>
/// <param name="Findings">What it found.</param>
/// <param name="Examples">Its example images.</param>
internal sealed record Part(string Name, string Question, Findings Findings, IReadOnlyList<Markup> Examples);

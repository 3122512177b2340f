using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;

namespace Downright.Evaluation.Reporting;

/// <summary>The report as Markdown, without its plots.</summary>
internal static class Summary
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream stream, RunDescription run, TimeSpan work, IReadOnlyList<Part> parts, IReadOnlyList<Comparison> comparisons)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("# The paper, reproduced\n");
        writer.WriteLine("Quiring, Klein, Arp, Johns and Rieck, \"Adversarial Preprocessing: Understanding and Preventing Image-Scaling Attacks in Machine Learning\" (USENIX Security 2020), beside our own measurements. This page is written by `downright evaluate summary --from OUT --markdown FILE` from the records of a run.\n");
        foreach (string fact in RunFacts.Of(run, work)) writer.WriteLine($"- {fact}");
        writer.WriteLine();
        Write(writer, RunFacts.PairTable(run));
        writer.WriteLine("## Published and reproduced\n");
        writer.WriteLine($"Values are means. {Estimate.Intervals}\n");
        Write(writer, new Table("", Comparison.Columns, [.. comparisons.Select(c => c.Row)]));
        string[] sentences = [.. comparisons.Select(c => c.Sentence).OfType<string>()];
        if (sentences.Length > 0) writer.WriteLine("### Where they differ by more than 5 points\n");
        foreach (string sentence in sentences) writer.WriteLine($"- {sentence}");
        if (sentences.Length > 0) writer.WriteLine();
        foreach (Part part in parts)
        {
            writer.WriteLine($"## {part.Name}: {part.Question}\n");
            foreach (string note in part.Findings.Notes) writer.WriteLine($"{note}\n");
            foreach (Table table in part.Findings.Tables) Write(writer, table);
        }
    }

    private static void Write(StreamWriter writer, Table table)
    {
        if (table.Caption.Length > 0) writer.WriteLine($"**{table.Caption}**\n");
        WriteRow(table.Columns);
        WriteRow([.. table.Columns.Select(_ => "---")]);
        foreach (IReadOnlyList<string> row in table.Rows) WriteRow(row);
        writer.WriteLine();

        void WriteRow(IReadOnlyList<string> cells) => writer.WriteLine($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
    }
}

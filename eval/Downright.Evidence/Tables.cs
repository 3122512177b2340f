using System.Text;

namespace Downright.Evidence;

/// <summary>Writes what was measured into the documents, each under its heading.</summary>
internal static class Tables
{
    private const string Heading = "## Measured";
    private const double Hidden = 20;

    private static readonly string[] Scalers = ["opencv:nearest", "opencv:linear", "opencv:cubic"];

    /// <summary>Writes all tables.</summary>
    /// <param name="results">The folder of the results.</param>
    /// <param name="documents">docs/methods.</param>
    public static void Write(string results, string documents)
    {
        FidelityRow[] fidelity = [.. new RowFile<FidelityRow>(Path.Combine(results, "fidelity.jsonl")).Read()];
        BreakRow[] breaks = [.. new RowFile<BreakRow>(Path.Combine(results, "break-points.jsonl")).Read()];
        AttackRow[] attacks = [.. new RowFile<AttackRow>(Path.Combine(results, "attacks.jsonl")).Read()];
        foreach (var (name, word) in (ReadOnlySpan<(string, string)>)[("selective-median.md", "median"), ("selective-random.md", "random"), ("selective-mean.md", "mean")])
        {
            string path = Path.Combine(documents, name), text = File.ReadAllText(path);
            int end = text.IndexOf(Heading, StringComparison.Ordinal);
            File.WriteAllText(path, $"{(end < 0 ? text.TrimEnd() + "\n\n" : text[..end])}{Heading}\n{Rules(fidelity, breaks, word)}");
        }

        File.WriteAllText(Path.Combine(documents, "adaptive-attacks-table.md"), Attacks(attacks, breaks));
    }

    private static string Rules(FidelityRow[] fidelity, BreakRow[] breaks, string word)
    {
        bool IsShown(string rule) => rule is "none" or "mean, cell" || rule.StartsWith(word, StringComparison.Ordinal) || (word == "median" && rule.StartsWith("mid", StringComparison.Ordinal));
        var text = new StringBuilder();
        text.AppendLine("By `eval/Downright.Evidence` (`measure PHOTOS MODEL eval/results/evidence`, then `tables eval/results/evidence docs/methods`), to 112×112. f: windows around the pixel, ⌊β/f⌋ to either side; cell: the area cell of the pixel's output; midmean: the mean of the candidates between the quartiles; none: the scaler as it is.");
        text.AppendLine();
        text.AppendLine($"**Fidelity** on photographs that nobody attacked, β in [2, 5) ({string.Join(", ", fidelity.GroupBy(row => row.Scaler).Select(rows => $"{Count(rows.Select(row => row.Photo))} for {rows.Key}"))}): mean PSNR in dB and SSIM to area scaling and to the plain scaler (99 for equal images), and how often SqueezeNet sees what it sees in the area-scaled image. Random: means over 3 draws.");
        text.AppendLine();
        text.AppendLine("| scaler | rule | PSNR, SSIM to area | PSNR, SSIM to the plain scaler | same class |");
        text.AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var group in Groups(fidelity.Where(row => IsShown(row.Rule)), row => (row.Scaler, row.Rule)))
        {
            text.AppendLine($"| {group.Key.Scaler} | {group.Key.Rule} | {group.Average(r => r.AreaPsnr):0.0}, {group.Average(r => r.AreaSsim):0.000} | " +
                $"{group.Average(r => r.PlainPsnr):0.0}, {group.Average(r => r.PlainSsim):0.000} | {100 * group.Average(r => r.Agrees):0} % |");
        }

        text.AppendLine();
        text.AppendLine("**Break points** on pairs of photographs whose classes differ: PSNR in dB of the least visible joint attack ([how](adaptive-attacks.md)) to its source, the mean with its 95 % interval by the bootstrap over sources, and the largest; the lower, the more an attack shows. *Nearer*: the defended output is nearer to the target than to the area-scaled source. *Won*: and SqueezeNet sees in it what it sees in the target. Means are over the pairs that were broken or won; *area*: where area scaling breaks on the pairs of the row, the yardstick, since not all rows have the same pairs.");
        text.AppendLine();
        text.AppendLine("| scaler | rule | nearer | PSNR (95 %), largest | area | won | PSNR (95 %), largest |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in Groups(breaks.Where(row => IsShown(row.Rule)), row => (row.Scaler, row.Rule)))
            text.AppendLine($"| {group.Key.Scaler} | {group.Key.Rule} | {BreakColumns(group, breaks)} |");
        return text.ToString();
    }

    private static string Attacks(AttackRow[] attacks, BreakRow[] breaks)
    {
        var text = new StringBuilder();
        text.AppendLine("# Adaptive attacks on photographs");
        text.AppendLine();
        text.AppendLine("By `eval/Downright.Evidence` (`measure PHOTOS MODEL eval/results/evidence`, then `tables eval/results/evidence docs/methods`), to 112×112, ε = 1, on pairs of photographs whose classes differ: up to five in each unit of the ratio from 2 to 5, and for nearest and linear two larger ones; the counts say how many were measured. The median and the random filter are the library's defaults (mode support, f = 1); random: over 3 draws.");
        text.AppendLine();
        text.AppendLine("- **nearer**: pairs in which the defended output is nearer to the target than to the area-scaled source, by PSNR. **Won**: and SqueezeNet sees in it what it sees in the target.");
        text.AppendLine($"- **to source**: PSNR of attack and source image in dB, the mean over all pairs with its 95 % interval by the bootstrap over sources (99 for equal images). **Hidden**: pairs that are nearer, and pairs that are won, although it is above {Hidden:0} dB.");
        text.AppendLine();
        text.AppendLine("| scaler | prevention | attack | δ | nearer | won | to source (95 %) | hidden: nearer, won |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in attacks.GroupBy(row => (row.Scaler, row.Prevention, row.Attack, row.Delta)).OrderBy(group => Array.IndexOf(Scalers, group.Key.Scaler)).ThenBy(group => group.Key.Prevention).ThenBy(group => group.Key.Attack))
        {
            int Nearer(double above) => group.Count(r => r.ToTarget > r.ToTruth && r.ToSource > above);
            int Won(double above) => group.Count(r => r.Won && r.ToSource > above);
            text.AppendLine(
                $"| {group.Key.Scaler} | {group.Key.Prevention} | {group.Key.Attack} | {group.Key.Delta?.ToString() ?? "–"} | {Nearer(0)} of {group.Count()} | {Won(0)} of {group.Count()} | " +
                $"{Interval.Of([.. group.Select(r => r.ToSource)])} | {Nearer(Hidden)}, {Won(Hidden)} |");
        }

        text.AppendLine();
        text.AppendLine("## The least visible joint attack");
        text.AppendLine();
        text.AppendLine("The strongest attack here: the image that is just nearer, and the one that just wins ([how](adaptive-attacks.md)). PSNR to the source in dB over the pairs that are broken or won, the mean with its 95 % interval, and the largest. *Area*: where area scaling breaks on the same pairs, the yardstick.");
        text.AppendLine();
        text.AppendLine($"| scaler | prevention | nearer | PSNR (95 %), largest | area | won | PSNR (95 %), largest | nearer, won above {Hidden:0} dB |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in Groups(breaks.Where(row => row.Rule is "none" or "median, f = 1" or "random, f = 1" or "mean, cell"), row => (row.Scaler, row.Rule)))
            text.AppendLine($"| {group.Key.Scaler} | {group.Key.Rule} | {BreakColumns(group, breaks)} | {group.Count(r => r.Broken > Hidden)}, {group.Count(r => r.Won > Hidden)} |");
        return text.ToString();
    }

    private static string BreakColumns(IGrouping<(string, string), BreakRow> group, BreakRow[] breaks)
    {
        var pairs = group.Select(row => row.Pair).ToHashSet();
        double area = breaks.Where(row => row.Scaler == Study.Yardstick && pairs.Contains(row.Pair)).Average(row => row.Broken!.Value);
        return $"{Column(row => row.Broken)} | {area:0.0} | {Column(row => row.Won)}";

        string Column(Func<BreakRow, double?> value)
        {
            double[] values = [.. group.Select(value).OfType<double>()];
            return $"{values.Length} of {group.Count()} | {(values.Length == 0 ? "–" : $"{Interval.Of(values)}, {values.Max():0.0}")}";
        }
    }

    /// <summary>Rows that belong together: by scaler, area scaling last, then as the study has its rules.</summary>
    private static IEnumerable<IGrouping<(string Scaler, string Rule), TRow>> Groups<TRow>(IEnumerable<TRow> rows, Func<TRow, (string, string)> key)
    {
        string[] rules = ["none", .. Study.Rules.Select(rule => rule.Name)];
        return rows.GroupBy(key).OrderBy(group => Place(Scalers, group.Key.Item1)).ThenBy(group => Place(rules, group.Key.Item2));

        static int Place(string[] names, string name) => Array.IndexOf(names, name) is >= 0 and var place ? place : names.Length;
    }

    private static int Count(IEnumerable<int> items) => items.Distinct().Count();
}

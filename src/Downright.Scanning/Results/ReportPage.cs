using System.Globalization;
using Downright.Pages;
using Downright.Scanning.Plans;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Results;

/// <summary>The page of a run: counts, scores, the worst images and what they hide, parameters and versions.</summary>
public static class ReportPage
{
    /// <summary>Makes the page.</summary>
    /// <param name="manifest">The run.</param>
    /// <param name="summary">What its rows say.</param>
    /// <param name="gallery">Shows images.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Page Of(RunManifest manifest, RunSummary summary, Gallery gallery, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(gallery);
        return new Page("Downright: a data set screened for image-scaling attacks", Lead(summary), [
            new Section("Counts", Counts(summary).Render()),
            new Section("Scores", Scores(summary)),
            new Section("The worst images", [.. Worst(summary, gallery, cancellation)]),
            .. summary.Bad.Count == 0 ? [] : new[] { new Section("Images that could not be read", Errors(summary)) },
            new Section("The run", Parameters(manifest).Render(), Versions(manifest).Render()),
        ]);
    }

    private static Markup Lead(RunSummary summary) => Blocks.Paragraph(summary.Counts.Attack == 0
        ? $"None of {Number(summary.Counts.Images)} images shows signs of an attack; {Number(summary.Counts.Error)} could not be read."
        : $"{Number(summary.Counts.Attack)} of {Number(summary.Counts.Images)} images show signs of an attack; {Number(summary.Counts.Error)} could not be read.");

    private static Table Counts(RunSummary summary)
    {
        var (clean, attack, error, images) = (summary.Counts.Clean, summary.Counts.Attack, summary.Counts.Error, Math.Max(1, summary.Counts.Images));
        IReadOnlyList<string> Row(string verdict, long count) => [verdict, Number(count), ((double)count / images).ToString("P3", CultureInfo.InvariantCulture)];
        return new Table("Images by verdict", ["verdict", "images", "share"], [Row("clean", clean), Row("attack", attack), Row("error", error)]);
    }

    private static Markup Scores(RunSummary summary)
    {
        // The lowest scores stand at the bottom, as on an axis that rises.
        int[] bins = [.. Enumerable.Range(0, RunSummary.Bins).Reverse()];
        string[] names = [.. bins.Select(bin => string.Create(CultureInfo.InvariantCulture, $"{(double)bin / RunSummary.Bins:0.00}–{(double)(bin + 1) / RunSummary.Bins:0.00}"))];
        NamedValues Series(string name, IReadOnlyList<long> counts) => new(name, [.. bins.Select(bin => (double)counts[bin])]);
        string threshold = summary.LeastThreshold is { } least ? FormattableString.Invariant($" Images are called an attack from {least:0.0000} on.") : " No threshold was calibrated for this choice of methods and sizes.";
        return new BarFigure("Scores", $"How many images have which score; larger is more suspicious.{threshold}", "images", names, [Series("clean", summary.CleanScores), Series("attack", summary.AttackScores)])
        {
            Stacked = true,
            Height = 480,
        }.Render();
    }

    private static IEnumerable<Markup> Worst(RunSummary summary, Gallery gallery, CancellationToken cancellation)
    {
        if (summary.Suspicious.Count == 0) return [Blocks.Paragraph("No image has a score.")];
        return [Blocks.Paragraph($"The {Number(summary.Suspicious.Count)} images with the highest scores, attack images first."), .. gallery.Pictures(summary.Suspicious, cancellation)];
    }

    private static Markup Errors(RunSummary summary) => Markup.Join([
        summary.Counts.Error > summary.Bad.Count ? Blocks.Paragraph($"The first {Number(summary.Bad.Count)} of {Number(summary.Counts.Error)}.") : Markup.Empty,
        new Table("Errors", ["image", "error"], [.. summary.Bad.Select(row => (IReadOnlyList<string>)[row.Name, row.Error ?? ""])]).Render(),
    ]);

    private static Table Parameters(RunManifest manifest) => new("Parameters", ["parameter", "value"], [
        ["sources", string.Join(", ", manifest.Sources)],
        ["folder", manifest.Folder],
        ["inputs", Number(manifest.Inputs)],
        ["files passed over", manifest.PassedOver.Count == 0 ? "none" : PassedOver.Words(manifest.PassedOver)],
        ["SHA-256 of the list of inputs", $"sha256:{manifest.InputsSha256}"],
        ["shards", Number(manifest.Shards.Count)],
        .. manifest.Options.Select(option => (IReadOnlyList<string>)[option.Key, option.Value is [] ? "given" : string.Join(", ", option.Value)]),
    ]);

    private static Table Versions(RunManifest manifest) => new("Versions", ["what", "version"], [.. manifest.Versions.Select(version => (IReadOnlyList<string>)[version.Key, version.Value])]);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

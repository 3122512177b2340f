using System.Text.Json.Nodes;
using Downright.Reports;

namespace Downright.Scanning.Results;

/// <summary>Attack images, and images that could not be read, as findings for code scanners.</summary>
public static class FindingsSarif
{
    private static readonly SarifRule AttackImage = new("DR0011", "AttackImage", "Another image is hidden in this one, and shows when it is scaled down.", SarifLevel.Error);
    private static readonly SarifRule UnreadableImage = new("DR0012", "UnreadableImage", "The image could not be read, so nothing is known of it.", SarifLevel.Warning) { Tags = ["image-scaling"] };

    /// <summary>Writes the findings among the rows as one document.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="version">The version of the tool.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>How many findings were written.</returns>
    public static long Write(IEnumerable<ScanRow> rows, Stream stream, string version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long written = 0;
        SarifReport.Write(stream, version, [AttackImage, UnreadableImage], rows.Where(row => row.Verdict != ScanRow.Clean).Select(row =>
        {
            cancellation.ThrowIfCancellationRequested();
            written++;
            return ResultOf(row);
        }));
        return written;
    }

    private static SarifResult ResultOf(ScanRow row)
    {
        bool attack = row.Verdict == ScanRow.Attack;
        return new SarifResult
        {
            Rule = attack ? AttackImage : UnreadableImage,
            Kind = SarifKind.Fail,
            Message = attack ? MessageOf(row) : row.Error!,
            Identity = row.Sha256 ?? row.Name,
            File = row.Input,
            LogicalName = row.Member is null ? null : row.Name,
            LogicalKind = "member",
            Properties = PropertiesOf(row),
        };
    }

    private static string MessageOf(ScanRow row)
    {
        string target = row.EstimatedWidth is { } width ? $" by {row.EstimatedScaler ?? "a scaler"} to {width}x{row.EstimatedHeight}" : "";
        return FormattableString.Invariant($"{row.Name} hides another image, which shows when it is scaled{target}: score {row.Score:0.0000}, threshold {row.Threshold:0.0000}.");
    }

    private static JsonObject PropertiesOf(ScanRow row)
    {
        var properties = new JsonObject();
        if (row.Score is { } score) properties["score"] = score;
        if (row.Threshold is { } threshold) properties["threshold"] = threshold;
        if (row.FalsePositiveRate is { } rate) properties["falsePositiveRate"] = rate;
        if (row.Width is { } width) properties["sourceSize"] = $"{width}x{row.Height}";
        if (row.EstimatedWidth is { } estimated) properties["size"] = $"{estimated}x{row.EstimatedHeight}";
        if (row.EstimatedWidth is not null && row.Width is not null) properties["ratio"] = (double)row.Width.Value * row.Height!.Value / ((double)row.EstimatedWidth.Value * row.EstimatedHeight!.Value);
        if (row.Sha256 is not null) properties["sha256"] = row.Sha256;
        return properties;
    }
}

using System.Globalization;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;

namespace Downright.Evaluation.Experiments;

/// <summary>What the records say of why a value of Table 4 differs: by target size, without an attack, and with noise in a filter's place.</summary>
/// <param name="records">The records of the scaler.</param>
/// <param name="filter">The filter.</param>
/// <param name="attacked">Whether the value is that of attack images.</param>
/// <param name="run">The run.</param>
internal sealed class RecoveryReason(RecoveryRecord[] records, string filter, bool attacked, RunDescription run)
{
    /// <summary>The sentences, beside a published value.</summary>
    public string Against(double published)
    {
        Estimate ours = Share(records);
        return string.Join(' ', ((string[])[BySize(), ByAttack(ours), ours.Mean < published ? ByNoise(ours) : "", Reasons.OfClassifierAndImages(run)]).Where(sentence => sentence.Length > 0));
    }

    private string BySize()
    {
        RecoveryRecord[] same = [.. records.Where(r => SizeOf(r) == Reasons.PublishedSize)], others = [.. records.Except(same)];
        string sizes = string.Join(", ", others.Select(SizeOf).Distinct());
        return same.Length == 0 ? $"The published size, {Reasons.PublishedSize}, is none of this scaler's here ({sizes})."
            : others.Length == 0 ? ""
            : $"At {Reasons.PublishedSize} alone, the published size, it is {Share(same)} %; at {sizes} it is {Share(others)} %.";
    }

    private string ByAttack(Estimate ours)
    {
        if (!attacked) return "";
        Estimate unmodified = Recovery.Share(records, filter, r => r.Unmodified);
        return unmodified.Mean == ours.Mean
            ? "Unmodified images give the same."
            : string.Create(CultureInfo.InvariantCulture, $"Unmodified images give {unmodified} %.");
    }

    private string ByNoise(Estimate ours)
    {
        Estimate noise = Recovery.Share(records, filter, r => r.Noise);
        string kept = $"Gaussian noise as strong as the filter's change of unmodified images keeps {noise} % without a filter";
        return noise.Mean <= ours.Mean
            ? $"{kept}, no more than the filter: a change of that strength costs this classifier at least as many predictions, and another one can bear it better."
            : $"{kept}, more than the filter: the kind of its change counts, not the strength alone.";
    }

    private Estimate Share(IEnumerable<RecoveryRecord> some) => Recovery.Share(some, filter, r => attacked ? r.Attack : r.Unmodified);

    private ImageSize SizeOf(RecoveryRecord record) => run.Pairs[record.Pair].Size;
}

using Downright.Attacks;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;
using Downright.Scaling;

namespace Downright.Evaluation.Experiments;

/// <summary>Section 5.3.1: Pillow's wide kernels with two free pixels each, and without the restriction, in the ratios [4, 5).</summary>
internal sealed class Restricted() : Experiment<RestrictedRecord>("restricted", "Can wide kernels be attacked through few pixels?")
{
    private const int Bin = 2;

    // To prove that there is no solution takes the solver many times longer than to find one.
    private const int Most = 6;

    /// <summary>The most that the published code allows: what is infeasible here is infeasible for every smaller one.</summary>
    private const double LargestEpsilon = 50;

    protected override IEnumerable<(string Key, Func<CancellationToken, RestrictedRecord> Run)> Items(Lab lab) =>
        from scaler in Combinations.Wide
        from restricted in (bool[])[true, false]
        from pair in Combinations.PairsForWide(lab).Where(p => p.Bin == Bin).Take(Most)
        select ($"{scaler} {(restricted ? "restricted" : "free")} {pair.Id}", (Func<CancellationToken, RestrictedRecord>)(cancellation =>
        {
            ProfileScaler attacked = Lab.Scaler(scaler);
            PixelImage<byte> source = lab.Photos[pair.Source].Read();
            ScalingOperator op = attacked.OperatorFor(source.Size, pair.Size);
            QuadraticOptions options = Crafting.Options(attacked) with { Epsilons = [LargestEpsilon] };
            AttackResult attack = restricted
                ? RestrictedAttack.Craft(op, source, lab.TargetOf(pair), options, cancellation: cancellation)
                : QuadraticAttack.Craft(op, source, lab.TargetOf(pair), options, cancellation: cancellation);
            return new RestrictedRecord(restricted, UnmodifiedColumns(attack), AttackRecord.Of(lab, pair, attack, attacked));
        }));

    protected override Findings Report(IReadOnlyList<RestrictedRecord> records, RunDescription run)
    {
        var groups = records.GroupBy(r => (r.Attack.Scaler, r.IsRestricted)).Select(g => (g.Key, Records: g.ToArray())).ToArray();
        string Free(string scaler) => groups.FirstOrDefault(g => g.Key == (scaler, false)).Records is { } free ? $" (with all pixels free it is {Success(free)} %)" : "";
        return new Findings
        {
            Notes =
            [
                $"Two pixels of every kernel, the heaviest, may take any value, all others may move by 10 grey levels. Both axes are solved jointly, at ε = 50, the most that the published code allows; where that is infeasible, the best effort is judged. At most {Most} pairs of the smallest target size.",
            ],
            Tables =
            [
                new Table("The two-pixel attack on wide kernels, ratios [4, 5)", ["scaler", "pixels", "O1 in %", "infeasible outputs in %", "unmodified columns in %", "PSNR in dB"],
                    [.. groups.Select(g => (IReadOnlyList<string>)
                    [
                        g.Key.Scaler,
                        g.Key.IsRestricted ? "two free" : "all free",
                        Success(g.Records).ToString(),
                        Mean(g.Records, r => 100 * r.Attack.InfeasibleShare).ToString(),
                        Mean(g.Records, r => 100 * r.UnmodifiedColumns).ToString(),
                        Mean(g.Records.Where(r => double.IsFinite(r.Attack.PsnrDb)), r => r.Attack.PsnrDb).ToString(),
                    ])]),
            ],
            Comparisons = [.. groups.Where(g => g.Key.IsRestricted).Select(g => new Comparison(
                "Section 5.3.1", $"O1 with two free pixels, {g.Key.Scaler}", g.Key.Scaler == "pillow:linear" ? 0 : 0.83, Success(g.Records), "%",
                $"It can differ because ours judges the best effort of infeasible problems, which moves every output as far as the restriction allows, where the published code leaves infeasible columns as they are; and because {g.Records.Length} pairs were tried{Free(g.Key.Scaler)}. {Reasons.OfClassifierAndImages(run)}"))],
        };
    }

    private static Estimate Success(IEnumerable<RestrictedRecord> records) => Estimate.Share(records.Select(r => (r.Attack.Source, r.Attack.O1)));

    private static Estimate Mean(IEnumerable<RestrictedRecord> records, Func<RestrictedRecord, double> value) => Estimate.Of(records.Select(r => (r.Attack.Source, value(r))));

    private static double UnmodifiedColumns(AttackResult attack)
    {
        int channels = attack.Image.Channels, unmodified = 0;
        for (int x = 0; x < attack.Image.Width * channels; x++)
        {
            int column = x;
            if (Enumerable.Range(0, attack.Image.Height).All(y => attack.Image.Row(y)[column] == attack.Source.Row(y)[column])) unmodified++;
        }

        return (double)unmodified / (attack.Image.Width * channels);
    }
}

/// <summary>One attack on a wide kernel.</summary>
/// <param name="IsRestricted">Whether only two pixels of each kernel were free.</param>
/// <param name="UnmodifiedColumns">The share of the image's columns, counted a channel, that stayed as they were, 0–1.</param>
/// <param name="Attack">What the attack reached.</param>
internal sealed record RestrictedRecord(bool IsRestricted, double UnmodifiedColumns, AttackRecord Attack);

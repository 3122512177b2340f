using System.Globalization;
using Downright.Analysis;
using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>
/// The quadratic attack on photographs: what it promises holds on every pair, and the table of what it reaches is the
/// committed one. DOWNRIGHT_APPROVE=1 writes it anew.
/// </summary>
public sealed class QuadraticTableTests
{
    private const string Heading = """
        # The quadratic attack on photographs

        Fifty pairs of photographs to 112×112, ratios in [2, 5), ε = 1 (`tests/Downright.Tests/Photos/QuadraticTableTests.cs`, with `DOWNRIGHT_PHOTOS` naming a folder of photographs). Every pair's gap and bytes are asserted, not only the means.

        - **feasible**: problems of one pair (three channels) that have a solution; each of the others comes with a ray that proves there is none.
        - **O1**: feasible problems in which every byte of the exact 8-bit scaler is within ε + 1 of the target.
        - **error**: the mean over pairs of the largest difference between the bytes of the exact 8-bit scaler and the target; over feasible pairs for the joint attack.
        - **PSNR**: of attack image and source image in dB, mean over pairs.
        - **joint at its error**: the joint optimum at the ε that the two-step image really reached, its largest real-valued output error. The last column is the largest ratio of its ‖Δ‖² to the two-step's over all pairs: above 1 the scheme would be the better one.

        | scaler | feasible | O1 | joint: error (largest) | joint: PSNR | largest gap | largest violation | two steps: error (largest) | two steps: PSNR | joint at its error: PSNR | largest ‖Δ‖² ratio |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |

        """;

    [Fact]
    public void Every_feasible_attack_holds_on_the_exact_bytes_with_proof_and_beats_two_steps()
    {
        var pairs = PhotoPairs.Draw();
        string rows = string.Concat(
            from library in (string[])["opencv", "tensorflow1", "pillow"]
            from algorithm in (string[])["nearest", "linear", "cubic"]
            select Row($"{library}:{algorithm}", pairs));
        ApprovedTable.Check("quadratic-attack-table.md", Heading + rows);
    }

    private static string Row(string name, IReadOnlyList<(PixelImage<byte> Source, PixelImage<byte> Target)> pairs)
    {
        var outcomes = new Outcome[pairs.Count];
        Parallel.For(0, pairs.Count, i => outcomes[i] = Attack(name, pairs[i].Source, pairs[i].Target));
        Outcome[] feasible = [.. outcomes.Where(o => o.Gap is not null)];
        string joint = feasible.Length == 0 ? "– | – | – | –" : string.Create(
            CultureInfo.InvariantCulture,
            $"{feasible.Average(o => o.JointError):0.0} ({feasible.Max(o => o.JointError)}) | {feasible.Average(o => o.JointPsnr):0.0} | {feasible.Max(o => o.Gap!.Value):0.0E+0} | {feasible.Max(o => o.Violation):0.0E+0}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {feasible.Length} of {outcomes.Length} | {feasible.Count(o => o.JointError <= 2)} of {feasible.Length} | {joint} | {outcomes.Average(o => o.TwoError):0.0} ({outcomes.Max(o => o.TwoError)}) | {outcomes.Average(o => o.TwoPsnr):0.0} | {outcomes.Average(o => o.LoosePsnr):0.0} | {outcomes.Max(o => o.Ratio):0.000} |\n");
    }

    private static Outcome Attack(string name, PixelImage<byte> source, PixelImage<byte> target)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        ScalingOperator op = scaler.OperatorFor(source.Size, target.Size);
        var options = new QuadraticOptions { Scaler = scaler, Jobs = 1 };
        AttackResult joint = QuadraticAttack.Craft(op, source, target, options);
        string what = $"{joint}; {joint.Optimality}{joint.Infeasibility}";
        if (joint.InfeasibleOutputs == 0)
        {
            Assert.True(joint.Optimality!.RelativeGap is >= -1e-9 and <= 1e-6, what);
            Assert.True(joint.Optimality.MaxViolation <= 1e-6, what);
            Assert.True(joint.LargestErrorOf(scaler) <= joint.Epsilon + 1, $"{what}: the bytes are {joint.LargestErrorOf(scaler)} off");
        }
        else
        {
            Assert.NotNull(joint.Infeasibility);
        }

        AttackResult two = QuadraticAttack.Craft(op, source, target, options with { Steps = AttackSteps.Two });
        AttackResult loose = QuadraticAttack.Craft(op, source, target, new QuadraticOptions { Epsilons = [Math.Min(255, two.LargestError)], Jobs = 1 });
        Assert.True(loose.Primal <= two.Primal * (1 + 1e-9), $"{what}: {loose.Primal} and {two.Primal} in two steps");
        return new Outcome(
            joint.Optimality?.RelativeGap, joint.Optimality?.MaxViolation ?? 0, joint.LargestErrorOf(scaler), ImageMetrics.Psnr(source, joint.Image),
            two.LargestErrorOf(scaler), ImageMetrics.Psnr(source, two.Image), ImageMetrics.Psnr(source, loose.Image), loose.Primal / two.Primal);
    }

    private sealed record Outcome(double? Gap, double Violation, int JointError, double JointPsnr, int TwoError, double TwoPsnr, double LoosePsnr, double Ratio);
}

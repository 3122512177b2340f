using CsCheck;
using Downright.Analysis;
using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Attacks;

public sealed class AreaAttackTests
{
    private static readonly Gen<Case> Cases =
        from target in Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], (w, h) => new ImageSize(w, h))
        from ratio in Gen.Select(Gen.Int[2, 5], Gen.Int[2, 5])
        from extra in Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[1, 3]))
        let source = new ImageSize((target.Width * ratio.Item1) + extra, (target.Height * ratio.Item2) + extra)
        from pixels in Gen.Byte.Array[(int)source.Pixels]
        from wanted in Gen.Byte.Array[(int)target.Pixels]
        from epsilon in Gen.OneOf(0.5, 1.0, 4.0)
        select new Case(
            ScalingOperator.Compile(ScalerProfile.Parse("opencv:area"), source, target),
            new(pixels, source, PixelFormat.Gray),
            new(wanted, target, PixelFormat.Gray),
            epsilon,
            source.Width % target.Width == 0 && source.Height % target.Height == 0);

    [Theory]
    [InlineData(AreaNorm.L0, "area-l0")]
    [InlineData(AreaNorm.L1, "area-l1")]
    [InlineData(AreaNorm.L2, "area-l2")]
    public void At_whole_ratios_every_attack_reaches_the_target_and_is_proved_optimal(AreaNorm norm, string method) =>
        Cases.Where(c => c.Whole).Sample(
            c =>
            {
                var scaler = new ProfileScaler(ScalerProfile.Parse("opencv:area"));
                AttackResult attack = AreaAttack.Craft(c.Operator, c.Source, c.Target, norm, new QuadraticOptions { Epsilons = [c.Epsilon], Scaler = scaler });
                Assert.Equal(method, attack.Method);
                Assert.Equal(0, attack.InfeasibleOutputs);
                Assert.InRange(attack.LargestErrorOf(scaler), 0, c.Epsilon + 0.5);
                Assert.InRange(attack.Optimality!.RelativeGap, -1e-9, 1e-9);
            },
            iter: 60);

    [Fact]
    public void No_attack_changes_fewer_samples_or_less_in_sum_than_the_one_for_that() =>
        Cases.Where(c => c.Whole).Sample(
            c =>
            {
                AttackResult[] attacks = [.. Enum.GetValues<AreaNorm>().Select(norm => AreaAttack.Craft(c.Operator, c.Source, c.Target, norm, new QuadraticOptions { Epsilons = [c.Epsilon] }))];
                Assert.All(attacks, attack => Assert.True(ImageMetrics.ChangedSamples(attacks[0].Source, attacks[0].Image) <= ImageMetrics.ChangedSamples(attack.Source, attack.Image)));

                // Rounding to bytes moves a cell's sum by less than 1 + its pixels / 2.
                Assert.All(attacks, attack => Assert.True(attacks[1].Optimality!.Primal <= attack.O2().L1 + (c.Target.Size.Pixels * 14)));
            },
            iter: 60);

    [Fact]
    public void The_fewest_samples_are_those_of_trying_every_number_of_them() =>
        Gen.Select(Gen.Byte.Array[9], Gen.Byte, Gen.OneOf(0.5, 1.0, 3.0)).Sample(
            (pixels, wanted, epsilon) =>
            {
                var source = new PixelImage<byte>(pixels, new ImageSize(3, 3), PixelFormat.Gray);
                var target = new PixelImage<byte>(new[] { wanted }, new ImageSize(1, 1), PixelFormat.Gray);
                ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:area"), source.Size, target.Size);
                AttackResult attack = AreaAttack.Craft(op, source, target, AreaNorm.L0, new QuadraticOptions { Epsilons = [epsilon] });
                Assert.Equal(Fewest(pixels, wanted, epsilon), ImageMetrics.ChangedSamples(source, attack.Image));
            });

    [Fact]
    public void At_fractional_ratios_the_least_sum_is_proved_and_no_other_attack_has_less() =>
        Cases.Where(c => !c.Whole).Sample(
            c =>
            {
                var options = new QuadraticOptions { Epsilons = [c.Epsilon] };
                AttackResult sum = AreaAttack.Craft(c.Operator, c.Source, c.Target, AreaNorm.L1, options);
                AttackResult squares = AreaAttack.Craft(c.Operator, c.Source, c.Target, AreaNorm.L2, options);
                Assert.Equal(squares.Infeasibility is null, sum.Infeasibility is null);
                if (sum.Optimality is not { } proof) return;
                Assert.InRange(proof.RelativeGap, -1e-9, 1e-6);
                Assert.InRange(proof.MaxViolation, 0, 1e-6);
                Assert.InRange(sum.LargestError, 0, c.Epsilon + 0.6);
                Assert.True(squares.Primal <= sum.Primal * (1 + 1e-6));

                // Both were rounded to bytes afterwards, which moves every sample by less than a level.
                Assert.True(proof.Dual <= squares.O2().L1 + c.Source.Size.Pixels);
                Assert.InRange(sum.O2().L1, proof.Primal - c.Source.Size.Pixels, proof.Primal + c.Source.Size.Pixels);
            },
            iter: 40);

    [Fact]
    public void At_fractional_ratios_the_fewest_samples_reach_every_output_that_can_be_reached_and_are_bounded() =>
        Cases.Where(c => !c.Whole).Sample(
            c =>
            {
                var options = new QuadraticOptions { Epsilons = [c.Epsilon] };
                AttackResult fewest = AreaAttack.Craft(c.Operator, c.Source, c.Target, AreaNorm.L0, options);
                AttackResult squares = AreaAttack.Craft(c.Operator, c.Source, c.Target, AreaNorm.L2, options);
                Assert.Equal(squares.Infeasibility is null, fewest.Infeasibility is null);
                if (fewest.Optimality is not { } proof) return;
                Assert.InRange(fewest.LargestError, 0, c.Epsilon + 0.6);
                Assert.InRange(ImageMetrics.ChangedSamples(c.Source, fewest.Image), 0, proof.Primal);

                // A full change of every sample but one an output, and the costs that differ by a thousandth.
                Assert.InRange(proof.Primal - proof.Dual, -1e-9, c.Target.Size.Pixels + (0.002 * proof.Primal) + 1);
            },
            iter: 40);

    [Fact]
    public void The_bound_on_the_fewest_samples_holds_for_all_sets_of_them() =>
        Gen.Select(Gen.Byte.Array[5], Gen.Byte.Array[2], Gen.OneOf(0.5, 1.0, 3.0)).Sample(
            (pixels, wanted, epsilon) =>
            {
                var source = new PixelImage<byte>(pixels, new ImageSize(5, 1), PixelFormat.Gray);
                var target = new PixelImage<byte>(wanted, new ImageSize(2, 1), PixelFormat.Gray);
                ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:area"), source.Size, target.Size);
                AttackResult attack = AreaAttack.Craft(op, source, target, AreaNorm.L0, new QuadraticOptions { Epsilons = [epsilon] });
                int fewest = FewestWithSharedPixel(pixels, wanted, epsilon);
                Assert.Equal(fewest == int.MaxValue, attack.Optimality is null);
                if (attack.Optimality is { } proof) Assert.InRange(fewest, proof.Dual - 1e-6, proof.Primal);
            },
            iter: 200);

    [Fact]
    public void The_source_that_looks_most_like_the_target_is_chosen()
    {
        PixelImage<byte> target = Even(new ImageSize(5, 5), 100);
        PixelImage<byte>[] sources = [Even(new ImageSize(20, 20), 90), Even(new ImageSize(17, 31), 104), Even(new ImageSize(20, 20), 96)];
        Assert.Equal([10.0, 4, 4], sources.Select(source => SelectiveSource.Distance(source, target)));
        Assert.Equal(1, SelectiveSource.Nearest(sources, target));
        Assert.Throws<ArgumentException>("sources", () => SelectiveSource.Nearest([], target));
        Assert.Throws<ArgumentException>("source", () => SelectiveSource.Distance(new(new byte[75], new ImageSize(5, 5), PixelFormat.Rgb), target));
    }

    private static PixelImage<byte> Even(ImageSize size, byte level) =>
        new(Enumerable.Repeat(level, (int)size.Pixels).ToArray(), size, PixelFormat.Gray);

    /// <summary>The smallest number of pixels with which the mean gets within ε, by trying all sets of them.</summary>
    private static int Fewest(byte[] pixels, byte wanted, double epsilon)
    {
        int fewest = int.MaxValue;
        for (int set = 0; set < 1 << pixels.Length; set++)
        {
            int count = int.PopCount(set), least = 0, most = 0;
            for (int i = 0; i < pixels.Length; i++)
            {
                bool free = (set >> i & 1) == 1;
                least += free ? 0 : pixels[i];
                most += free ? 255 : pixels[i];
            }

            bool reaches = least <= ((wanted + epsilon) * pixels.Length) + 1e-9 && most >= ((wanted - epsilon) * pixels.Length) - 1e-9;
            if (reaches) fewest = Math.Min(fewest, count);
        }

        return fewest;
    }

    /// <summary>Five pixels to two: outputs 0.4, 0.4, 0.2 and 0.2, 0.4, 0.4, with the third pixel in both; by trying all sets of pixels.</summary>
    private static int FewestWithSharedPixel(byte[] pixels, byte[] wanted, double epsilon)
    {
        int fewest = int.MaxValue;
        for (int set = 0; set < 32; set++)
        {
            // What each output lacks of its own two pixels' reach, as a range for the shared pixel.
            double least = 0, most = 255;
            if ((set >> 2 & 1) == 0) least = most = pixels[2];
            for (int output = 0; output < 2; output++)
            {
                double low = 0, high = 0;
                for (int own = 3 * output; own < (3 * output) + 2; own++)
                {
                    bool free = (set >> own & 1) == 1;
                    low += 0.4 * (free ? 0 : pixels[own]);
                    high += 0.4 * (free ? 255 : pixels[own]);
                }

                least = Math.Max(least, (wanted[output] - epsilon - high) / 0.2);
                most = Math.Min(most, (wanted[output] + epsilon - low) / 0.2);
            }

            if (least <= most + 1e-9) fewest = Math.Min(fewest, int.PopCount(set));
        }

        return fewest;
    }

    private sealed record Case(ScalingOperator Operator, PixelImage<byte> Source, PixelImage<byte> Target, double Epsilon, bool Whole);
}

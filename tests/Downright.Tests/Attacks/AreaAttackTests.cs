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
    public void At_fractional_ratios_the_sum_is_close_to_its_bound_and_errors_are_within_epsilon() =>
        Cases.Where(c => !c.Whole).Sample(
            c =>
            {
                var options = new QuadraticOptions { Epsilons = [c.Epsilon] };
                AttackResult sum = AreaAttack.Craft(c.Operator, c.Source, c.Target, AreaNorm.L1, options);
                AttackResult squares = AreaAttack.Craft(c.Operator, c.Source, c.Target, AreaNorm.L2, options);
                Assert.Equal(squares.Image.ToArray(), sum.Image.ToArray());
                if (sum.Infeasibility is not null) return;
                Assert.True(sum.Optimality!.Dual <= sum.Optimality.Primal * (1 + 1e-6));
                Assert.InRange(sum.LargestError, 0, c.Epsilon + 0.6);
            },
            iter: 60);

    [Fact]
    public void The_fewest_samples_at_fractional_ratios_leave_shared_pixels_alone_and_count_what_they_miss() =>
        Cases.Where(c => !c.Whole).Sample(
            c =>
            {
                AttackResult attack = AreaAttack.Craft(c.Operator, c.Source, c.Target, AreaNorm.L0, new QuadraticOptions { Epsilons = [c.Epsilon] });
                Assert.Null(attack.Optimality);
                if (attack.InfeasibleOutputs == 0) Assert.InRange(attack.LargestError, 0, c.Epsilon + 0.5);
                else Assert.True(attack.LargestError > c.Epsilon);
            },
            iter: 60);

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

    private sealed record Case(ScalingOperator Operator, PixelImage<byte> Source, PixelImage<byte> Target, double Epsilon, bool Whole);
}

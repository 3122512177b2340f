using Downright.Analysis;
using Downright.Attacks;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Tests.Attacks;

public sealed class AdaptiveAttackTests
{
    private static readonly PixelImage<byte> Source = Waves(new ImageSize(96, 84), 0.13, 90);
    private static readonly PixelImage<byte> Target = Waves(new ImageSize(24, 21), 0.9, 100);

    [Theory]
    [InlineData(AdaptiveStrategy.Window, "median-window")]
    [InlineData(AdaptiveStrategy.Poison, "median-poison")]
    [InlineData(AdaptiveStrategy.Joint, "median-joint")]
    public void With_every_change_allowed_the_defended_output_nears_the_target(AdaptiveStrategy strategy, string method)
    {
        var (filter, defended, op) = Defence("opencv:linear", ConsideredMode.Support);
        AttackResult plain = QuadraticAttack.Craft(op, Source, Target);
        AttackResult adaptive = AdaptiveAttack.Craft(op, Source, Target, new AdaptiveOptions { Strategy = strategy, Defence = filter, Delta = 1 });
        Assert.Equal(method, adaptive.Method);
        double before = ImageMetrics.Psnr(defended.Scale(plain.Image, Target.Size), Target), after = adaptive.O1(defended).PsnrDb;
        Assert.True(after > before + 4, $"{strategy}: {after} dB, {before} dB without adapting");
        Assert.True(double.IsFinite(adaptive.O2().PsnrDb));
    }

    [Fact]
    public void Without_changes_allowed_the_window_attack_is_the_quadratic_attack_and_poison_is_the_source()
    {
        var (filter, _, op) = Defence("opencv:linear", ConsideredMode.Support);
        var options = new AdaptiveOptions { Defence = filter, Delta = 0 };
        AttackResult window = AdaptiveAttack.Craft(op, Source, Target, options);
        Assert.Equal(QuadraticAttack.Craft(op, Source, Target).Image.ToArray(), window.Image.ToArray());
        Assert.True(window.InfeasibleOutputs > 0);
        Assert.Equal(Source.ToArray(), AdaptiveAttack.Craft(op, Source, Target, options with { Strategy = AdaptiveStrategy.Poison }).Image.ToArray());
    }

    [Fact]
    public void Poison_leaves_the_considered_pixels_of_the_image_alone()
    {
        var (filter, _, op) = Defence("opencv:linear", ConsideredMode.Support);
        AttackResult attack = AdaptiveAttack.Craft(op, Source, Target, new AdaptiveOptions { Strategy = AdaptiveStrategy.Poison, Defence = filter, Delta = 1 });
        var considered = ConsideredPixels.Of(op);
        for (int y = 0; y < Source.Height; y++)
        {
            for (int x = 0; x < Source.Width; x++)
                if (considered.Contains(x, y)) Assert.Equal(Source.Row(y)[x], attack.Image.Row(y)[x]);
        }
    }

    [Fact]
    public void The_fewer_changes_are_allowed_the_further_the_output_stays_from_the_target()
    {
        var (filter, defended, op) = Defence("opencv:nearest", ConsideredMode.Support);
        double[] reached = [.. ((double[])[0.1, 0.4, 1]).Select(delta =>
            AdaptiveAttack.Craft(op, Source, Target, new AdaptiveOptions { Defence = filter, Delta = delta }).O1(defended).PsnrDb)];
        Assert.Equal(reached.Order(), reached);
    }

    [Fact]
    public void Without_overlap_no_pixel_is_changed_twice_so_that_less_is_reached()
    {
        var (filter, defended, op) = Defence("opencv:nearest", ConsideredMode.Support);
        var options = new AdaptiveOptions { Defence = filter, Delta = 0.6 };
        AttackResult with = AdaptiveAttack.Craft(op, Source, Target, options), without = AdaptiveAttack.Craft(op, Source, Target, options with { Overlap = false });
        Assert.True(without.InfeasibleOutputs > with.InfeasibleOutputs);
        Assert.NotEqual(with.O1(defended).PsnrDb, without.O1(defended).PsnrDb);
    }

    [Fact]
    public void Negative_lobes_pass_the_published_filter_and_hardly_move_the_default_one()
    {
        PixelImage<byte> source = Waves(new ImageSize(144, 126), 0.1, 60);
        var scaler = ScalerProfile.Parse("opencv:cubic");
        ScalingOperator op = ScalingOperator.Compile(scaler, source.Size, Target.Size);
        double[] moved = [.. ((ConsideredMode[])[ConsideredMode.Reference, ConsideredMode.Support]).Select(mode =>
        {
            var filter = new PreventionOptions { Scaler = scaler, Considered = mode };
            var defended = new SafeScaler(filter);
            AttackResult attack = AdaptiveAttack.Craft(op, source, Target, new AdaptiveOptions { Strategy = AdaptiveStrategy.NegativeLobe, Defence = filter });
            var published = ConsideredPixels.Of(op, ConsideredMode.Reference);
            for (int i = 0; i < source.Size.Pixels; i++)
            {
                var (y, x) = Math.DivRem(i, source.Width);
                if (published.Contains(x, y)) Assert.Equal(source.Row(y)[x], attack.Image.Row(y)[x]);
            }

            return Math.Sqrt(ImageMetrics.MeanSquaredError(defended.Scale(source, Target.Size), defended.Scale(attack.Image, Target.Size)));
        })];
        Assert.True(moved[0] > 2 * moved[1], $"The published filter is moved by {moved[0]}, the default one by {moved[1]}.");
    }

    [Fact]
    public void Against_the_random_filter_success_over_fresh_draws_grows_with_delta()
    {
        var defence = new PreventionOptions { Scaler = ScalerProfile.Parse("opencv:nearest"), Method = PreventionMethod.Random, Seed = 7 };
        ScalingOperator op = ScalingOperator.Compile(defence.Scaler, Source.Size, Target.Size);
        ExpectedOutput[] expected = [.. ((double[])[0.2, 0.6, 1]).Select(delta =>
            ExpectedOutput.Of(AdaptiveAttack.Craft(op, Source, Target, new AdaptiveOptions { Defence = defence, Delta = delta }), defence, draws: 4))];
        Assert.Equal(expected.OrderBy(e => e.WithinShare), expected);
        Assert.True(expected[2].WithinShare > expected[0].WithinShare + 0.1);
        Assert.Equal(4, expected[0].Draws);
    }

    [Fact]
    public void The_joint_attack_meets_the_random_filter_on_average()
    {
        var defence = new PreventionOptions { Scaler = ScalerProfile.Parse("opencv:nearest"), Method = PreventionMethod.Random };
        ScalingOperator op = ScalingOperator.Compile(defence.Scaler, Source.Size, Target.Size);
        AttackResult joint = AdaptiveAttack.Craft(op, Source, Target, new AdaptiveOptions { Strategy = AdaptiveStrategy.Joint, Defence = defence, TargetWeight = 20 });
        Assert.Equal("random-joint", joint.Method);
        double plain = ExpectedOutput.Of(QuadraticAttack.Craft(op, Source, Target), defence, draws: 4).PsnrDb, reached = ExpectedOutput.Of(joint, defence, draws: 4).PsnrDb;
        Assert.True(reached > plain + 1, $"{reached} dB to the target, {plain} dB without adapting");
    }

    [Fact]
    public void A_mask_keeps_the_joint_attack_inside_it()
    {
        var (filter, _, op) = Defence("opencv:nearest", ConsideredMode.Support);
        byte[] mask = new byte[Source.Size.Pixels];
        for (int i = 0; i < mask.Length; i++) mask[i] = i % Source.Width < 48 ? (byte)255 : (byte)0;
        var quadratic = new QuadraticOptions { Mask = new PixelImage<byte>(mask, Source.Size, PixelFormat.Gray) };
        AttackResult attack = AdaptiveAttack.Craft(op, Source, Target, new AdaptiveOptions { Strategy = AdaptiveStrategy.Joint, Defence = filter, Quadratic = quadratic });
        byte[] before = Source.ToArray(), after = attack.Image.ToArray();
        Assert.NotEqual(before, after);
        Assert.All(Enumerable.Range(0, mask.Length).Where(i => mask[i] == 0), i => Assert.Equal(before[i], after[i]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:linear"), Source.Size, Target.Size);
        var random = new AdaptiveOptions { Defence = new PreventionOptions { Method = PreventionMethod.Random }, Strategy = AdaptiveStrategy.Poison };
        Assert.Throws<ArgumentException>("options", () => AdaptiveAttack.Craft(op, Source, Target, random));
        var mean = new AdaptiveOptions { Defence = new PreventionOptions { Method = PreventionMethod.Mean } };
        Assert.Throws<ArgumentException>("options", () => AdaptiveAttack.Craft(op, Source, Target, mean));
        var mask = new PixelImage<byte>(new byte[Source.Size.Pixels], Source.Size, PixelFormat.Gray);
        Assert.Throws<ArgumentException>("options", () => AdaptiveAttack.Craft(op, Source, Target, new AdaptiveOptions { Quadratic = new QuadraticOptions { Mask = mask } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveOptions { Delta = 1.1 });
        Assert.Throws<ArgumentException>(() => new AdaptiveOptions { Defence = new PreventionOptions { Method = PreventionMethod.Area } });
        Assert.Throws<ArgumentException>("defence", () => ExpectedOutput.Of(QuadraticAttack.Craft(op, Source, Target), new PreventionOptions()));
    }

    private static (PreventionOptions Options, SafeScaler Defended, ScalingOperator Operator) Defence(string name, ConsideredMode mode)
    {
        var options = new PreventionOptions { Scaler = ScalerProfile.Parse(name), Considered = mode };
        return (options, new SafeScaler(options), ScalingOperator.Compile(options.Scaler, Source.Size, Target.Size));
    }

    private static PixelImage<byte> Waves(ImageSize size, double frequency, double amplitude) =>
        new((from y in Enumerable.Range(0, size.Height)
             from x in Enumerable.Range(0, size.Width)
             select (byte)(127.5 + (amplitude * Math.Sin(frequency * x) * Math.Cos(frequency * 1.3 * y)))).ToArray(), size, PixelFormat.Gray);
}

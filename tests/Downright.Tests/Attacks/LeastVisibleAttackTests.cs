using Downright.Analysis;
using Downright.Attacks;
using Downright.Attacks.Solving;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Tests.Attacks;

public sealed class LeastVisibleAttackTests
{
    private static readonly PixelImage<byte> Source = Waves(new ImageSize(80, 72), 0.11, 80);
    private static readonly PixelImage<byte> Target = Waves(new ImageSize(20, 18), 0.7, 100);
    private static readonly PreventionOptions Defence = new() { Scaler = ScalerProfile.Parse("opencv:nearest") };
    private static readonly ScalingOperator Operator = ScalingOperator.Compile(Defence.Scaler, Source.Size, Target.Size);
    private static readonly SafeScaler Defended = new(Defence);
    private static readonly PixelImage<byte> Truth = Defended.Scale(Source, Target.Size);

    [Fact]
    public void The_attack_just_succeeds_and_shows_less_than_one_of_a_fixed_weight()
    {
        AttackResult attack = LeastVisibleAttack.Craft(Operator, Source, Target, IsBroken, new AdaptiveOptions { Defence = Defence })!;
        Assert.Equal("median-least-visible", attack.Method);
        Assert.True(IsBroken(attack.Image));

        // Nearly on the border: much nearer to the middle between truth and target than the two are apart.
        PixelImage<byte> output = Defended.Scale(attack.Image, Target.Size);
        double toTarget = ImageMetrics.Psnr(output, Target), toTruth = ImageMetrics.Psnr(output, Truth);
        Assert.InRange(toTarget - toTruth, 0, 0.5);
        AttackResult fixedWeight = AdaptiveAttack.Craft(Operator, Source, Target, new AdaptiveOptions { Strategy = AdaptiveStrategy.Joint, Defence = Defence });
        Assert.True(attack.O2().PsnrDb > fixedWeight.O2().PsnrDb + 1, $"{attack.O2().PsnrDb} and {fixedWeight.O2().PsnrDb} dB to the source");
    }

    [Fact]
    public void A_mean_has_to_be_attacked_more_visibly_than_a_median()
    {
        PreventionOptions mean = Defence with { Method = PreventionMethod.Mean };
        var defended = new SafeScaler(mean);
        PixelImage<byte> truth = new ProfileScaler(ScalerProfile.Parse("downright:area")).Scale(Source, Target.Size);
        AttackResult attack = LeastVisibleAttack.Craft(Operator, Source, Target, IsNearer, new AdaptiveOptions { Defence = mean })!;
        AttackResult onMedian = LeastVisibleAttack.Craft(Operator, Source, Target, IsBroken, new AdaptiveOptions { Defence = Defence })!;
        Assert.Equal("mean-least-visible", attack.Method);
        Assert.True(IsNearer(attack.Image));
        Assert.True(attack.O2().PsnrDb < onMedian.O2().PsnrDb - 0.5, $"{attack.O2().PsnrDb} dB to the source for the mean, {onMedian.O2().PsnrDb} for the median");

        bool IsNearer(PixelImage<byte> image)
        {
            PixelImage<byte> output = defended.Scale(image, Target.Size);
            return ImageMetrics.Psnr(output, Target) > ImageMetrics.Psnr(output, truth);
        }
    }

    [Fact]
    public void Where_nothing_succeeds_there_is_no_attack() =>
        Assert.Null(LeastVisibleAttack.Craft(Operator, Source, Target, _ => false, new AdaptiveOptions { Defence = Defence }));

    [Theory]
    [InlineData(nameof(WindowRule.Median))]
    [InlineData(nameof(WindowRule.Midmean))]
    public void What_no_window_needs_is_undone(string name)
    {
        WindowRule rule = Enum.Parse<WindowRule>(name);
        var filter = SelectiveFilter.Compile(Operator, Defence);
        var descent = new JointDescent(Operator, Source, Target, filter.CandidatesOf, rule, new QuadraticOptions(), default);
        descent.Descend(weight: 2, steps: 10);

        // What is left is as good as it gets: undoing again changes nothing.
        byte[] once = descent.Image();
        Assert.Equal(once, descent.Image());
        Assert.NotEqual(Source.ToArray(), once);

        // A candidate that still differs from the source lies at or inside the range of values of one of its windows.
        var windows = (from i in Enumerable.Range(0, once.Length)
                       let candidates = filter.CandidatesOf(i % Source.Width, i / Source.Width)
                       where candidates.Length > 0
                       select (candidates, Range: RangeOf([.. candidates.Select(at => once[at])], rule))).ToArray();
        byte[] original = Source.ToArray();
        for (int i = 0; i < once.Length; i++)
            if (once[i] != original[i]) Assert.Contains(windows, w => w.candidates.Contains(i) && once[i] >= w.Range.Low && once[i] <= w.Range.High);
    }

    [Fact]
    public void A_rank_is_that_of_the_sorted_values()
    {
        var random = new Random(4);
        for (int count = 1; count < 40; count++)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(256))];
            float[] padded = [.. values, .. Enumerable.Repeat(WindowValue.Padding, (8 - (count % 8)) % 8)];
            for (int rank = 0; rank < count; rank++) Assert.Equal(values.Order().ElementAt(rank), WindowValue.Ranked(padded, rank, halvings: 8));
        }
    }

    private static bool IsBroken(PixelImage<byte> attack)
    {
        PixelImage<byte> output = Defended.Scale(attack, Target.Size);
        return ImageMetrics.Psnr(output, Target) > ImageMetrics.Psnr(output, Truth);
    }

    private static (byte Low, byte High) RangeOf(byte[] values, WindowRule rule)
    {
        Array.Sort(values);
        int low = rule == WindowRule.Median ? (values.Length - 1) / 2 : (values.Length - 1) / 4;
        return (values[low], rule == WindowRule.Median ? values[low] : values[values.Length - 1 - low]);
    }

    private static PixelImage<byte> Waves(ImageSize size, double frequency, double amplitude) =>
        new((from y in Enumerable.Range(0, size.Height)
             from x in Enumerable.Range(0, size.Width)
             select (byte)(127.5 + (amplitude * Math.Sin(frequency * x) * Math.Cos(frequency * 1.3 * y)))).ToArray(), size, PixelFormat.Gray);
}

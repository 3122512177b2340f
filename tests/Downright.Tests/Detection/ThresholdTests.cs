using System.Text;
using Downright.Detection;
using Downright.Tests.Reference;

namespace Downright.Tests.Detection;

public sealed class ThresholdTests
{
    [Fact]
    public void At_most_the_rate_of_the_scores_reaches_a_threshold()
    {
        var random = new Random(1);
        double[] scores = [.. Enumerable.Range(0, 5000).Select(_ => random.NextDouble())];
        foreach (ThresholdLevel level in new ThresholdTail(Each(scores)).Levels())
        {
            Assert.False(level.Extrapolated);
            Assert.Equal((int)((scores.Length * level.FalsePositiveRate) + 1e-9), scores.Count(score => score >= level.Score));
            Assert.InRange(level.Score, level.Low, level.High);
            if (level.FalsePositiveRate >= 0.01) Assert.InRange(1 - level.FalsePositiveRate, level.Low, level.High);
        }
    }

    [Fact]
    public void Rare_rates_of_few_images_are_extrapolated_upwards()
    {
        var random = new Random(2);
        IReadOnlyList<ThresholdLevel> levels = new ThresholdTail(Each(Enumerable.Range(0, 300).Select(_ => random.NextDouble() * 0.5))).Levels();
        Assert.All(levels, level => Assert.Equal(level.FalsePositiveRate < 0.01, level.Extrapolated));
        Assert.Equal(levels.OrderBy(level => level.Score), levels);
        Assert.True(levels[^1].Score > 0.5, $"{levels[^1]}");
    }

    [Fact]
    public void Equal_scores_are_not_parted()
    {
        IReadOnlyList<ThresholdLevel> levels = new ThresholdTail(Each(Enumerable.Repeat(0.25, 200))).Levels();
        Assert.All(levels.Where(level => !level.Extrapolated), level => Assert.True(level.Score > 0.25, $"{level}"));
    }

    [Fact]
    public void The_lowest_rates_take_images_that_show_them()
    {
        var random = new Random(4);
        Assert.Equal(0.001, Least(500));
        Assert.Equal(0.0005, Least(4000));
        Assert.Equal(0.0001, Least(10_000));

        double Least(int images) => new ThresholdTail(Each(Enumerable.Range(0, images).Select(_ => random.NextDouble()))).Levels()[^1].FalsePositiveRate;
    }

    [Fact]
    public void The_highest_score_has_no_threshold_below_the_share_that_reaches_it()
    {
        MethodThreshold method = new ThresholdTail(Each(Enumerable.Range(0, 1000).Select(i => i < 60 ? 1.0 : 0))).Of("x");
        Assert.Equal(0.06, method.Saturated, 1e-12);
        Assert.Equal(0.5, method.At(0.1)!.Score);
        Assert.Null(method.At(0.05));
        Assert.Null(method.At(0.01));
        Assert.Contains("0.0600 of the benign scores are the highest", method.WhyNone(0.01), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_scores_of_an_image_count_as_one_image()
    {
        var random = new Random(3);
        double[][] once = [.. Enumerable.Range(0, 1200).Select(_ => new[] { random.NextDouble() })], thrice = [.. once.Select(scores => new[] { scores[0], scores[0], scores[0] })];
        ThresholdLevel[] one = [.. new ThresholdTail(once).Levels()], three = [.. new ThresholdTail(thrice).Levels()];
        Assert.Equal(1200, new ThresholdTail(thrice).Of("x").Images);
        Assert.All(three, level => Assert.Equal(level.FalsePositiveRate < 0.01, level.Extrapolated));
        for (int i = 0; i < one.Length; i++)
        {
            Assert.Equal(one[i].Score, three[i].Score, 1e-3);
            Assert.InRange(three[i].High - three[i].Low, 0.9 * (one[i].High - one[i].Low), 1.1 * (one[i].High - one[i].Low));
        }
    }

    [Fact]
    public void Between_two_rates_the_threshold_lies_between_theirs()
    {
        var method = new MethodThreshold { Method = "x", Images = 1, Levels = [new(0.1, 0.2, 0.1, 0.3), new(0.001, 0.6, 0.5, 0.7)] };
        Assert.Equal(0.4, method.At(0.01)!.Score, 1e-12);
        Assert.Equal(0.2, method.At(0.1)!.Score);
        Assert.Equal(0.2, method.At(0.5)!.Score);
        Assert.Null(method.At(0.0001));
    }

    [Fact]
    public void The_fitting_thresholds_are_those_of_the_family_and_the_nearest_size()
    {
        var thresholds = new DetectionThresholds([Of(ScalerAlgorithm.Linear, 64), Of(ScalerAlgorithm.Linear, 256), Of(null, 224), Of(null, null)]);
        Assert.Equal(256, Find(new ImageSize(224, 224), "opencv:linear")!.Size!.Value.Width);
        Assert.Equal(224, Find(new ImageSize(64, 64), "opencv:cubic")!.Size!.Value.Width);
        Assert.Null(Find(null, "opencv:linear")!.Size);
        Assert.Null(Find(null, null)!.Size);

        static MethodThreshold Of(ScalerAlgorithm? family, int? side) => new() { Method = "x", Family = family, Size = side is { } s ? new ImageSize(s, s) : null, Images = 1, Levels = [] };
        MethodThreshold? Find(ImageSize? size, string? scaler) => thresholds.For("x", new DetectionTarget(size, scaler is null ? null : ScalerProfile.Parse(scaler)));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var calibration = new ThresholdCalibration(new DetectionOptions { Sizes = [new ImageSize(20, 16)], Scalers = [ScalerProfile.Parse("pillow:nearest")] });
        for (int i = 0; i < 25; i++) calibration.Add(Pictures.Noise(new ImageSize(70 + i, 60), PixelFormat.Rgb, i));
        DetectionThresholds written = calibration.ToThresholds(new DateOnly(2026, 1, 2), "noise"), read = DetectionThresholds.Parse(written.ToJson());
        Assert.Equal(Encoding.UTF8.GetString(written.ToJson().Span), Encoding.UTF8.GetString(read.ToJson().Span));
        Assert.Equal(25, read.Images);
        Assert.Equal(3, read.Methods.Count);
        Assert.All(read.Methods, method => Assert.Equal(ScalerAlgorithm.Nearest, method.Family));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":"downright/thresholds/2"}""")]
    [InlineData("""{"schema":"downright/thresholds/1","date":"x","images":1,"description":"","methods":[]}""")]
    [InlineData("""{"schema":"downright/thresholds/1","date":"2026-01-01","images":1,"description":"","methods":[{"method":"x","scores":1,"size":"0","levels":[]}]}""")]
    [InlineData("""{"schema":"downright/thresholds/1","date":"2026-01-01","images":1,"description":"","methods":[{"method":"x","scores":1,"levels":[{"false_positive_rate":2}]}]}""")]
    public void Anything_else_is_refused(string json) => Assert.Throws<FormatException>(() => DetectionThresholds.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void The_thresholds_that_ship_cover_every_method()
    {
        DetectionThresholds shipped = DetectionThresholds.Default;
        Assert.True(shipped.Images >= 900, $"{shipped}");
        Assert.All(DetectionMethods.All, method => Assert.NotNull(shipped.For(method.Name, new DetectionTarget(new ImageSize(224, 224), ScalerProfile.Parse("opencv:linear")))?.At(0.1)));
        Assert.Equal(["csp"], DetectionMethods.All.Select(method => method.Name).Where(name => shipped.For(name, new DetectionTarget(new ImageSize(224, 224), ScalerProfile.Parse("opencv:linear")))!.At(0.01) is null));
        Assert.All(DetectionMethods.Recommended, name => Assert.NotNull(shipped.For(name, new DetectionTarget())?.At(0.01)));
    }

    private static double[][] Each(IEnumerable<double> scores) => [.. scores.Select(score => new[] { score })];
}

using Downright.Analysis;
using Downright.Attacks;
using Downright.Detection;
using Downright.Scaling;
using Downright.Scenes;
using Downright.Tests.Reference;

namespace Downright.Tests.Detection;

/// <summary>The operator residual, the lattice search and the detector on drawn scenes.</summary>
public sealed class ResidualTests
{
    private static readonly ImageSize Size = new(64, 64);
    private static readonly ScalerProfile Linear = ScalerProfile.Parse("opencv:linear");
    private static readonly PixelImage<byte> Clean = Scene.Landscape().Render(new ImageSize(330, 250));
    private static readonly PixelImage<byte> Hidden = Scene.Street().Render(Size);
    private static readonly PixelImage<byte> Attack = Craft(Linear, Hidden);

    [Theory]
    [InlineData("opencv:nearest")]
    [InlineData("opencv:cubic")]
    [InlineData("tensorflow1:linear")]
    public void The_residual_is_the_scalers_value_less_the_mean_of_unconsidered_pixels(string name)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(83, 71), PixelFormat.Gray, 5);
        var size = new ImageSize(19, 23);
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse(name), image.Size, size);
        ResidualAxis rows = new(op.Left), columns = new(op.Right);
        using var grey = new GreyPlane(image);
        using var map = new ResidualMap(size);
        new OperatorResidual(op).Measure(grey, map);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                double seen = 0;
                List<double> others = [];
                for (int v = 0; v < image.Height; v++)
                {
                    for (int u = 0; u < image.Width; u++)
                    {
                        seen += op.Left[y, v] * op.Right[x, u] * image.Row(v)[u];
                        bool inside = v >= rows.First[y] && v < rows.End[y] && u >= columns.First[x] && u < columns.End[x];
                        if (inside && !(rows.Considered[v] && columns.Considered[u])) others.Add(image.Row(v)[u]);
                    }
                }

                double mean = others.Average();
                Assert.Equal(seen - mean, map.Residuals(y)[x], 1e-3);
                Assert.Equal(Math.Sqrt(others.Average(other => (other - mean) * (other - mean))), map.Spreads(y)[x], 1e-2);
            }
        }
    }

    [Fact]
    public void An_attack_is_found_with_everything_known_and_with_nothing_known()
    {
        foreach (var (sizes, scalers) in new (ImageSize[], ScalerProfile[])[] { ([Size], [Linear]), ([Size], []), ([], []) })
        {
            var detector = new Detector(new DetectionOptions { Sizes = sizes, Scalers = scalers, Reveal = true, Heatmap = true });
            Assert.Equal(DetectionVerdict.Clean, detector.Detect(Clean).Verdict);
            DetectionResult result = detector.Detect(Attack);
            Assert.Equal(DetectionVerdict.Attack, result.Verdict);
            Assert.Equal(Size, result.EstimatedSize);
            Assert.True(ImageMetrics.Psnr(result.Revealed!, Hidden) >= 20, $"{result.EstimatedScaler}");
            Assert.Equal(Attack.Size, result.Heatmap!.Size);
            Assert.NotEmpty(result.Regions);
        }
    }

    [Fact]
    public void A_patch_is_found_where_it_is()
    {
        byte[] samples = new ProfileScaler(Linear).Scale(Clean, Size).ToArray();
        for (int y = 40; y < 56; y++) samples.AsSpan(((y * 64) + 6) * 3, 16 * 3).Fill((byte)(y % 2 * 255));
        for (int y = 42; y < 54; y++) samples.AsSpan(((y * 64) + 8) * 3, 12 * 3).Fill(250);
        PixelImage<byte> patched = Craft(Linear, new PixelImage<byte>(samples, Size, PixelFormat.Rgb));
        DetectionResult result = new Detector(new DetectionOptions { Sizes = [Size], Scalers = [Linear] }).Detect(patched);
        Assert.Equal(DetectionVerdict.Attack, result.Verdict);
        DetectionRegion region = result.Regions[0];
        int centreX = region.X + (region.Size.Width / 2), centreY = region.Y + (region.Size.Height / 2);
        Assert.InRange(centreX, 14 * 330 / 64 - 16, 14 * 330 / 64 + 16);
        Assert.InRange(centreY, 48 * 250 / 64 - 16, 48 * 250 / 64 + 16);
        Assert.InRange(region.Size.Pixels, 20 * 20, 120 * 100);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(63, 100)]
    [InlineData(1, 1)]
    [InlineData(2, 300)]
    [InlineData(70, 70)]
    public void Quiet_cases_are_clean_with_a_reason_or_a_low_score(int width, int height)
    {
        PixelImage<byte> image = Scene.FruitBowl().Render(new ImageSize(width, height));
        foreach (var (sizes, scalers) in new (ImageSize[], ScalerProfile[])[] { ([Size], [Linear]), ([Size], []), ([], []) })
        {
            DetectionResult result = new Detector(new DetectionOptions { Sizes = sizes, Scalers = scalers }).Detect(image);
            Assert.Equal(DetectionVerdict.Clean, result.Verdict);
            Assert.All(result.Methods, method => Assert.True(method.Score is not null || method.Reason is not null, $"{method.Name}"));
        }
    }

    [Fact]
    public void Scalers_that_look_at_everything_leave_nothing_to_compare()
    {
        DetectionResult result = new Detector(new DetectionOptions { Sizes = [Size], Scalers = [ScalerProfile.Parse("pillow:linear")] }).Detect(Attack);
        Assert.Equal(DetectionVerdict.Clean, result.Verdict);
        Assert.Contains("the scaler considers 100", result.Methods[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_find_what_one_finds()
    {
        var detector = new Detector();
        PixelImage<byte>[] images = [Clean, Attack, Hidden, Scene.Notice().Render(new ImageSize(201, 320))];
        double?[] alone = [.. images.Select(image => new Detector().Detect(image).Score)];
        var together = new double?[40];
        Parallel.For(0, together.Length, i => together[i] = detector.Detect(images[i % images.Length]).Score);
        for (int i = 0; i < together.Length; i++) Assert.Equal(alone[i % images.Length], together[i]);
    }

    [Fact]
    public void A_request_to_stop_is_heard()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Detector().Detect(Attack, stop.Token));
    }

    private static PixelImage<byte> Craft(ScalerProfile profile, PixelImage<byte> target)
    {
        var scaler = new ProfileScaler(profile);
        return QuadraticAttack.Craft(scaler.OperatorFor(Clean.Size, target.Size), Clean, target, new QuadraticOptions { Scaler = scaler }).Image;
    }
}

using Downright.Analysis;
using Downright.Attacks;
using Downright.Detection;
using Downright.Scaling;
using Downright.Scenes;
using Downright.Tests.Photos;
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
    [InlineData("opencv:nearest", 19, 23)]
    [InlineData("opencv:cubic", 19, 23)]
    [InlineData("tensorflow1:linear", 19, 23)]
    [InlineData("opencv:linear", 40, 30)]
    [InlineData("opencv:linear", 1, 2)]
    public void A_block_deviates_as_far_as_its_residual_exceeds_the_spread_and_what_lies_between_its_taps(string name, int width, int height)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(83, 71), PixelFormat.Gray, 5);
        var size = new ImageSize(width, height);
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse(name), image.Size, size);
        ResidualAxis rows = new(op.Left), columns = new(op.Right);
        using var grey = new GreyPlane(image);
        ResidualBlocks blocks = new OperatorResidual(op).Measure(grey);
        Assert.Equal((Math.Max(width / 3, 1), Math.Max(height / 3, 1)), (blocks.Columns, blocks.Rows));
        for (int row = 0; row < blocks.Rows; row++)
        {
            for (int column = 0; column < blocks.Columns; column++)
            {
                double seen = 0, betweenColumns = 0, betweenRows = 0;
                List<double> others = [];
                for (int v = 0; v < image.Height; v++)
                {
                    for (int u = 0; u < image.Width; u++)
                    {
                        double sample = image.Row(v)[u], across = MeanTap(op.Right, column, u), down = MeanTap(op.Left, row, v);
                        seen += down * across * sample;
                        betweenColumns += down * Between(columns, column, u) * sample;
                        betweenRows += Between(rows, row, v) * across * sample;
                        bool inside = v >= rows.First[row] && v < rows.End[row] && u >= columns.First[column] && u < columns.End[column];
                        if (inside && !(rows.Considered[v] && columns.Considered[u])) others.Add(sample);
                    }
                }

                int window = (rows.End[row] - rows.First[row]) * (columns.End[column] - columns.First[column]);
                if (others.Count < 0.3 * window)
                {
                    Assert.Equal(0, blocks.Deviations[(row * blocks.Columns) + column]);
                    continue;
                }

                double mean = others.Average(), spread = Math.Sqrt(others.Average(other => (other - mean) * (other - mean)));
                double between = Math.Max(columns.HasBetween(column) ? Math.Abs(betweenColumns - mean) : 0, rows.HasBetween(row) ? Math.Abs(betweenRows - mean) : 0);
                Assert.Equal(Math.Min(Math.Abs(seen - mean) / ((0.5 * spread * window * window / others.Count / others.Count) + (2 * between) + 4), 2), blocks.Deviations[(row * blocks.Columns) + column], 1e-4);
            }
        }

        static double MeanTap(BandedMatrix axis, int block, int sample) => Enumerable.Range(block * 3, Math.Min(3, axis.Rows)).Average(output => axis[output, sample]);

        static double Between(ResidualAxis axis, int block, int sample)
        {
            int at = sample - axis.FirstWeight(block);
            return at >= 0 && at < axis.Between(block).Length ? axis.Between(block)[at] : 0;
        }
    }

    [Theory]
    [InlineData("opencv:nearest")]
    [InlineData("opencv:linear")]
    [InlineData("opencv:lanczos4")]
    [InlineData("tensorflow1:cubic")]
    public void Another_image_in_the_colours_alone_is_found_where_size_and_scaler_are_known(string name)
    {
        ScalerProfile profile = ScalerProfile.Parse(name);
        PixelImage<byte> seen = new ProfileScaler(profile).Scale(Clean, Size);
        PixelImage<byte> attack = Craft(profile, DetectionCase.Recoloured(seen, Hidden));
        var detector = new Detector(new DetectionOptions { Sizes = [Size], Scalers = [profile] });
        DetectionResult found = detector.Detect(attack), clean = detector.Detect(Clean);
        Assert.Equal((DetectionVerdict.Attack, DetectionVerdict.Clean), (found.Verdict, clean.Verdict));
        Assert.False(found.Methods.Single(method => method.Name == "operator-residual").IsSuspicious);
    }

    [Fact]
    public void Of_several_scalers_the_attack_is_named_after_its_own()
    {
        ScalerProfile[] scalers = [.. new[] { "pillow:nearest", "opencv:nearest", "opencv:linear", "tensorflow1:linear" }.Select(ScalerProfile.Parse)];
        foreach (ScalerProfile scaler in scalers)
        {
            DetectionResult result = new Detector(new DetectionOptions { Sizes = [new ImageSize(48, 48), Size], Scalers = scalers }).Detect(Craft(scaler, Hidden));
            Assert.Equal((DetectionVerdict.Attack, Size, scaler), (result.Verdict, result.EstimatedSize, result.EstimatedScaler));
        }
    }

    [Fact]
    public void Regions_within_others_are_left_out()
    {
        DetectionResult result = new Detector(new DetectionOptions { Sizes = [Size], Scalers = [Linear] }).Detect(Attack);
        for (int i = 0; i < result.Regions.Count; i++)
            for (int j = 0; j < result.Regions.Count; j++) Assert.True(i == j || !Contains(result.Regions[i], result.Regions[j]), $"{result.Regions[j]} in {result.Regions[i]}");

        static bool Contains(DetectionRegion outer, DetectionRegion inner) =>
            inner.X >= outer.X && inner.Y >= outer.Y && inner.X + inner.Size.Width <= outer.X + outer.Size.Width && inner.Y + inner.Size.Height <= outer.Y + outer.Size.Height;
    }

    [Theory]
    [InlineData("opencv:nearest", 100, 31)]
    [InlineData("opencv:linear", 100, 31)]
    [InlineData("pillow:nearest", 90, 30)]
    [InlineData("opencv:lanczos4", 300, 45)]
    public void Samples_between_the_taps_are_considered_by_no_output_and_lie_within_a_step(string name, int source, int target)
    {
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse(name), new ImageSize(source, source), new ImageSize(target, target));
        var axis = new ResidualAxis(op.Left);
        double step = (double)source / target;
        for (int block = 0; block < axis.Blocks; block++)
        {
            Assert.True(axis.HasBetween(block));
            Assert.Equal(1, axis.Between(block).ToArray().Sum(), 1e-5);
            Assert.Equal(1, axis.Seen(block).ToArray().Sum(), 1e-5);
            for (int i = 0; i < axis.Between(block).Length; i++)
            {
                if (axis.Between(block)[i] == 0) continue;
                int sample = axis.FirstWeight(block) + i;
                Assert.False(axis.Considered[sample]);
                Assert.InRange(sample, (block * 3 * step) - step, (((block * 3) + 3) * step) + step);
            }
        }
    }

    [Fact]
    public void Stripes_that_alias_deviate_less_than_an_image_that_is_hidden()
    {
        var size = new ImageSize(300, 300);
        PixelImage<byte> stripes = HardPicture.Render("rings", 7, size), plain = Scene.Landscape().Render(size);
        var scaler = new ProfileScaler(Linear);
        ScalingOperator op = scaler.OperatorFor(size, Size);
        PixelImage<byte> hidden = QuadraticAttack.Craft(op, plain, Hidden, new QuadraticOptions { Scaler = scaler }).Image;
        using GreyPlane aliasing = new(stripes), attack = new(hidden);
        ResidualBlocks benign = new OperatorResidual(op).Measure(aliasing), found = new OperatorResidual(op).Measure(attack);
        Assert.True(benign.Overall < 0.3 && found.Overall > 0.6, $"{benign.Overall} {found.Overall}");
        Assert.True(benign.Worst < 0.9 && found.Worst > 1.5, $"{benign.Worst} {found.Worst}");
    }

    [Fact]
    public void The_worst_place_is_the_mean_of_nine_blocks()
    {
        var deviations = new float[6 * 5];
        foreach (int at in new[] { 8, 9, 10, 14, 15, 16, 20, 21, 22 }) deviations[at] = 1.5f;
        deviations[29] = 2;
        var blocks = new ResidualBlocks(deviations, 6, 5);
        Assert.Equal(1.5, blocks.Worst, 1e-6);
        Assert.Equal(((9 * 1.5) + 2) / 30, blocks.Overall, 1e-6);
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
    public void Where_no_colours_are_needed_grey_gives_the_same_scores()
    {
        using var plane = new GreyPlane(Attack);
        var grey = new PixelImage<byte>(plane.Samples.ToArray(), Attack.Size, PixelFormat.Gray);
        foreach (DetectionOptions options in new DetectionOptions[] { new() { Sizes = [Size] }, new() { Scalers = [Linear] }, new() })
        {
            var detector = new Detector(options);
            Assert.False(detector.NeedsColours);
            DetectionResult expected = detector.Detect(Attack), actual = detector.Detect(grey);
            Assert.Equal((expected.Verdict, expected.EstimatedSize, expected.EstimatedScaler), (actual.Verdict, actual.EstimatedSize, actual.EstimatedScaler));
            Assert.Equal(expected.Methods, actual.Methods);
        }

        Assert.True(new Detector(new DetectionOptions { Reveal = true }).NeedsColours);
        Assert.True(new Detector(new DetectionOptions { Sizes = [Size], Scalers = [Linear] }).NeedsColours);
        Assert.True(new Detector(new DetectionOptions { Methods = ["ensemble", "patch-clean"] }).NeedsColours);
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

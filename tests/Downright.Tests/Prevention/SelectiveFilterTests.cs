using CsCheck;
using Downright.Analysis;
using Downright.Prevention;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Prevention;

public sealed class SelectiveFilterTests
{
    private static readonly Gen<PreventionOptions> Options = Gen.Select(
        Gen.OneOf(PreventionMethod.Median, PreventionMethod.Random, PreventionMethod.Mean),
        Gen.OneOf(ConsideredMode.Support, ConsideredMode.Support, ConsideredMode.Reference),
        Gen.OneOf(1, 1, 2, 1.5, 0.5, 40),
        Gen.ULong,
        (method, considered, factor, seed) => new PreventionOptions { Method = method, Considered = considered, BandwidthFactor = factor, Seed = seed });

    private static readonly Gen<(ScalingOperator Operator, PixelImage<byte> Image)> Cases = Gen.Select(
        Operators.Any,
        Gen.OneOf(PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba),
        Gen.Int[0, 9],
        Gen.Int[0, 1000],
        (op, format, padding, seed) => (op, Pictures.Noise(op.SourceSize, format, seed, padding)));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Profiles => [.. ScalerProfile.All.Select(profile => profile.Name)];

    [Fact]
    public void Clean_is_the_slow_filter_byte_for_byte() => Gen.Select(Cases, Options).Sample(AssertIsSlowFilter, iter: 200, print: Describe);

    [Theory]
    [InlineData(PreventionMethod.Median)]
    [InlineData(PreventionMethod.Random)]
    [InlineData(PreventionMethod.Mean)]
    public void A_window_that_the_published_pixels_fill_is_enlarged(PreventionMethod method)
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:area"), new ImageSize(14, 13), new ImageSize(6, 14));
        AssertIsSlowFilter(
            (op, Pictures.Noise(op.SourceSize, PixelFormat.Rgb, seed: 3, padding: 0)),
            new PreventionOptions { Method = method, Considered = ConsideredMode.Reference, BandwidthFactor = 0.5, Seed = 15971146499899 });
    }

    [Fact]
    public void Clean_changes_only_considered_pixels_and_replaces_all_of_them() => Gen.Select(Cases, Options).Sample(
        (t, options) =>
        {
            SelectiveFilter filter = SelectiveFilter.Compile(t.Operator, options);

            PreventionResult result = filter.Clean(t.Image, Stop);

            for (int y = 0; y < t.Image.Height; y++)
                for (int x = 0; x < t.Image.Width; x++)
                    if (!filter.Considered.Contains(x, y)) Assert.Equal(Pixel(t.Image, x, y), Pixel(result.Image, x, y));
            bool keepsAll = t.Image.Size.Pixels == 1 || (options.Considered == ConsideredMode.Reference && filter.Considered.Fraction == 1);
            Assert.Equal(keepsAll ? 0 : filter.Considered.Count, result.PixelsReplaced);
        },
        print: Describe);

    [Fact]
    public void Resize_is_the_scaled_clean_image_byte_for_byte() => Gen.Select(Cases, Options).Sample(
        (t, options) =>
        {
            var profile = ScalerProfile.Parse(t.Operator.Name);
            var safe = new SafeScaler(options with { Scaler = profile });
            ImageSize size = t.Operator.TargetSize;

            PixelImage<byte> clean = safe.Clean(t.Image, size, Stop).Image;

            AssertSame(new ProfileScaler(profile).Scale(clean, size), safe.Resize(t.Image, size, Stop).Image);
            AssertSame(safe.Resize(t.Image, size, Stop).Image, safe.Scale(t.Image, size));
        },
        print: Describe);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_scaler_that_reads_little_is_fused_byte_for_byte(string name)
    {
        var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(name), Method = PreventionMethod.Median });
        foreach (PixelFormat format in (PixelFormat[])[PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba])
        {
            PixelImage<byte> image = Pictures.Noise(new ImageSize(131, 97), format, 4, padding: 3);
            var size = new ImageSize(14, 11);

            PixelImage<byte> resized = safe.Resize(image, size, Stop).Image;

            AssertSame(new ProfileScaler(safe.Options.Scaler).Scale(safe.Clean(image, size, Stop).Image, size), resized);
        }
    }

    [Theory]
    [InlineData(PreventionMethod.Median)]
    [InlineData(PreventionMethod.Random)]
    [InlineData(PreventionMethod.Mean)]
    public void Threads_change_nothing(PreventionMethod method)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(300, 211), PixelFormat.Rgb, 7);
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:lanczos4"), image.Size, new ImageSize(40, 37));
        SelectiveFilter filter = SelectiveFilter.Compile(op, new PreventionOptions { Method = method, Seed = 5 });

        PreventionResult one = filter.Clean(image, bands: 1, Stop);
        PreventionResult many = filter.Clean(image, bands: 16, Stop);

        AssertSame(one.Image, many.Image);
        Assert.Equal((one.PixelsReplaced, one.FallbackWindows), (many.PixelsReplaced, many.FallbackWindows));
        Assert.NotEqual(0, ImageMetrics.ChangedPixels(image, one.Image));
    }

    [Fact]
    public void All_channels_of_a_random_replacement_come_from_one_pixel()
    {
        // Each pixel of this image has the same value in all channels.
        PixelImage<byte> grey = Pictures.Noise(new ImageSize(120, 90), PixelFormat.Gray, 3);
        var rgb = new PixelImage<byte>(grey.ToArray().SelectMany(g => new[] { g, g, g }).ToArray(), grey.Size, PixelFormat.Rgb);
        SelectiveFilter filter = Compile("opencv:linear", grey.Size, new ImageSize(20, 15), PreventionMethod.Random);

        byte[] samples = filter.Clean(rgb, Stop).Image.ToArray();

        for (int i = 0; i < samples.Length; i += 3) Assert.True(samples[i] == samples[i + 1] && samples[i] == samples[i + 2]);
    }

    [Fact]
    public void Without_a_seed_two_runs_differ_and_the_seed_stays_secret()
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(120, 90), PixelFormat.Gray, 3);
        SelectiveFilter filter = Compile("opencv:linear", image.Size, new ImageSize(20, 15), PreventionMethod.Random);

        PreventionResult first = filter.Clean(image, Stop), second = filter.Clean(image, Stop);

        Assert.NotEqual(0, ImageMetrics.ChangedPixels(first.Image, second.Image));
        Assert.Null(first.Seed);
    }

    [Theory]
    [InlineData("opencv:nearest")]
    [InlineData("opencv:linear")]
    [InlineData("tensorflow1:cubic")]
    public void Behind_the_mean_filter_a_scaler_shows_what_area_scaling_shows(string name)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(240, 192), PixelFormat.Rgb, 11);
        var size = new ImageSize(24, 24);
        PixelImage<byte> area = new ProfileScaler(ScalerProfile.Parse("downright:area")).Scale(image, size);
        double Far(PreventionMethod method) => ImageMetrics.MeanSquaredError(
            new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(name), Method = method }).Scale(image, size), area);

        Assert.True(Far(PreventionMethod.Mean) < Far(PreventionMethod.Median) / 4, $"mean {Far(PreventionMethod.Mean)}, median {Far(PreventionMethod.Median)}");
    }

    [Fact]
    public void A_black_box_is_defended_by_its_operator()
    {
        PixelImage<byte> image = Pictures.Waves(new ImageSize(160, 120));
        var box = new EveryFourth();
        var left = ScalingOperator.Compile(ScalerProfile.Parse("opencv:nearest"), image.Size, new ImageSize(40, 30));
        var op = new ScalingOperator(box.Name, left.Left, left.Right);
        SelectiveFilter filter = SelectiveFilter.Compile(op);

        PreventionResult resized = filter.Resize(image, box, Stop);

        AssertSame(box.Scale(filter.Clean(image, Stop).Image, op.TargetSize), resized.Image);
        Assert.Equal(box.Name, resized.Scaler);
        Assert.Equal(40 * 30, resized.PixelsReplaced);
    }

    [Fact]
    public void A_black_box_that_returns_another_size_is_refused()
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:nearest"), new ImageSize(160, 120), new ImageSize(40, 30));
        var liar = new OnePixel();

        var thrown = Assert.Throws<InvalidOperationException>(() => SelectiveFilter.Compile(op).Resize(Pictures.Waves(op.SourceSize), liar, Stop));
        Assert.Contains("40x30", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_pixel_of_an_image_is_kept()
    {
        PixelImage<byte> image = Pictures.Draw(new ImageSize(1, 1), (_, _) => 77);
        var builder = new BandedMatrixBuilder(1, 1);
        builder.Add(0, [2]);
        BandedMatrix uneven = builder.Build();

        PreventionResult result = SelectiveFilter.Compile(new ScalingOperator("doubling", uneven, uneven)).Clean(image, Stop);

        Assert.False(result.BothAxesEven);
        Assert.Equal(0, result.PixelsReplaced);
        Assert.Equal(77, result.Image.Row(0)[0]);
    }

    [Theory]
    [InlineData(PreventionMethod.None)]
    [InlineData(PreventionMethod.Area)]
    public void Other_methods_are_no_selective_filters(PreventionMethod method)
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:linear"), new ImageSize(20, 20), new ImageSize(5, 5));

        Assert.Throws<ArgumentException>(() => SelectiveFilter.Compile(op, new PreventionOptions { Method = method }));
    }

    [Fact]
    public void An_image_of_another_size_is_refused()
    {
        SelectiveFilter filter = Compile("opencv:linear", new ImageSize(20, 20), new ImageSize(5, 5), PreventionMethod.Median);

        Assert.Throws<ArgumentException>("size", () => filter.Clean(Pictures.Waves(new ImageSize(20, 21)), Stop));
    }

    private static SelectiveFilter Compile(string scaler, ImageSize source, ImageSize target, PreventionMethod method) =>
        SelectiveFilter.Compile(ScalingOperator.Compile(ScalerProfile.Parse(scaler), source, target), new PreventionOptions { Method = method });

    private static bool[,] Flags(ConsideredPixels considered)
    {
        ImageSize size = considered.Operator.SourceSize;
        var flags = new bool[size.Height, size.Width];
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
                flags[y, x] = considered.Contains(x, y);
        return flags;
    }

    private static byte[] Pixel(PixelImage<byte> image, int x, int y) => image.Row(y).Slice(x * image.Channels, image.Channels).ToArray();

    private static string Describe(((ScalingOperator Operator, PixelImage<byte> Image) Case, PreventionOptions Options) t) => $"{t.Case.Operator} {t.Options}";

    private static void AssertIsSlowFilter((ScalingOperator Operator, PixelImage<byte> Image) t, PreventionOptions options)
    {
        SelectiveFilter filter = SelectiveFilter.Compile(t.Operator, options);
        bool support = options.Considered == ConsideredMode.Support;
        bool[,] considered = support ? ReferenceConsideredPixels.Support(t.Operator) : Flags(filter.Considered);
        if (!support && filter.Considered.Fraction == 1) considered = new bool[t.Image.Height, t.Image.Width];
        var reference = new ReferenceSelectiveFilter(t.Operator, considered, support, options.Method == PreventionMethod.Mean ? null : options.BandwidthFactor);
        PixelImage<byte> expected = options.Method switch
        {
            PreventionMethod.Median => reference.Median(t.Image),
            PreventionMethod.Mean => reference.Mean(t.Image),
            _ => reference.Random(t.Image, options.Seed!.Value),
        };

        PreventionResult actual = filter.Clean(t.Image, Stop);

        AssertSame(expected, actual.Image);
        Assert.Equal(reference.FallbackWindows, actual.FallbackWindows);
    }

    private static void AssertSame(PixelImage<byte> expected, PixelImage<byte> actual)
    {
        Assert.Equal(0, ImageMetrics.LargestDifference(expected, actual));
        Assert.Equal(0, ImageMetrics.ChangedPixels(expected, actual));
    }

    private sealed class OnePixel : IScaler
    {
        public string Name => "one pixel";

        public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size) => image.Crop(0, 0, new ImageSize(1, 1));
    }

    private sealed class EveryFourth : IScaler
    {
        public string Name => "every fourth pixel";

        public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size) =>
            Pictures.Draw(size, (x, y) => image.Row(4 * y)[4 * x]);
    }
}

using CsCheck;
using Downright.Scaling;

namespace Downright.Tests.Scaling;

public sealed class ExactScalerTests
{
    private static readonly Gen<(int Width, int Height, int TargetWidth, int TargetHeight, int Channels, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[0, 2].Select(i => i == 0 ? 1 : i + 2), Gen.Int);

    public static TheoryData<string> Profiles =>
        [.. ScalerProfile.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_operator_is_the_linear_model_of_the_bytes(string name)
    {
        var profile = ScalerProfile.Parse(name);
        Cases.Sample(
            c =>
            {
                // Middle grey levels, and alpha that leaves them alone: neither intermediate bytes nor outputs clip.
                PixelImage<byte> image = Image(c.Width, c.Height, c.Channels, c.Seed, from: 96, to: 160);
                if (c.Channels == 4) image = new PixelImage<byte>(image.Pixels, image.Size, PixelFormat.RgbaPremultiplied);
                var target = new ImageSize(c.TargetWidth, c.TargetHeight);
                byte[] bytes = new ProfileScaler(profile).Scale(image, target).ToArray();
                float[] real = ScalingOperator.Compile(profile, image.Size, target).Apply(image).ToArray();
                return bytes.Zip(real).All(pair => Math.Abs(pair.First - pair.Second) <= 2);
            },
            iter: 60);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Padding_between_rows_and_other_threads_change_nothing(string name)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        PixelImage<byte> padded = Image(640, 517, 3, seed: 7, from: 0, to: 256).Crop(3, 2, new ImageSize(601, 509));
        var packed = new PixelImage<byte>(padded.ToArray(), padded.Size, padded.Format);
        var target = new ImageSize(155, 83);
        byte[] expected = scaler.Scale(packed, target).ToArray();
        Parallel.For(0, 8, _ => Assert.Equal(expected, scaler.Scale(padded, target).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_uniform_image_stays_uniform(string name)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        Cases.Sample(
            c =>
            {
                var value = (byte)c.Seed;
                var pixels = new byte[c.Width * c.Height * c.Channels];
                pixels.AsSpan().Fill(value);
                PixelFormat format = FormatOf(c.Channels) == PixelFormat.Rgba ? PixelFormat.RgbaPremultiplied : FormatOf(c.Channels);
                var image = new PixelImage<byte>(pixels, new ImageSize(c.Width, c.Height), format);
                return scaler.Scale(image, new ImageSize(c.TargetWidth, c.TargetHeight)).ToArray().All(b => Math.Abs(b - value) <= 1);
            },
            iter: 60);
    }

    [Theory]
    [InlineData("opencv:nearest")]
    [InlineData("opencv:linear")]
    [InlineData("opencv:linear-exact")]
    [InlineData("opencv:cubic")]
    [InlineData("opencv:area")]
    [InlineData("opencv:lanczos4")]
    [InlineData("pillow:box")]
    [InlineData("pillow:lanczos")]
    public void Small_images_of_one_size_allocate_nothing_after_the_first(string name)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        PixelImage<byte> image = Image(97, 61, 3, seed: 5, from: 0, to: 256);
        var target = new ImageSize(24, 13);
        var output = new byte[24 * 13 * 3];
        for (int i = 0; i < 3; i++) scaler.Scale(image, target, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) scaler.Scale(image, target, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_output_of_another_length_is_refused() =>
        Assert.Contains(
            "2x2 pixels of 1 channels are 4 samples, but the output has 5",
            Assert.Throws<ArgumentException>(() => new ProfileScaler(ScalerProfile.Parse("opencv:area"))
                .Scale(Image(4, 4, 1, seed: 1, from: 0, to: 256), new ImageSize(2, 2), new byte[5])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_target_that_no_array_holds_is_refused() =>
        Assert.Contains(
            "1000000x1000000 pixels of 3 channels are more than",
            Assert.Throws<ArgumentException>(() => new ProfileScaler(ScalerProfile.Parse("opencv:area"))
                .Scale(Image(4, 4, 3, seed: 1, from: 0, to: 256), new ImageSize(1_000_000, 1_000_000))).Message,
            StringComparison.Ordinal);

    private static PixelImage<byte> Image(int width, int height, int channels, int seed, int from, int to)
    {
        var random = new Random(seed);
        var pixels = new byte[width * height * channels];
        foreach (ref byte sample in pixels.AsSpan()) sample = (byte)random.Next(from, to);
        return new PixelImage<byte>(pixels, new ImageSize(width, height), FormatOf(channels));
    }

    private static PixelFormat FormatOf(int channels) => channels switch
    {
        1 => PixelFormat.Gray,
        3 => PixelFormat.Rgb,
        _ => PixelFormat.Rgba,
    };
}

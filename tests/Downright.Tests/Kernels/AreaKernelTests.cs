using CsCheck;
using Downright.Kernels;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Kernels;

public sealed class AreaKernelTests
{
    private static readonly Gen<PixelFormat> Formats = Gen.OneOf(PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba);

    private static readonly Gen<(ImageSize Source, ImageSize Target, PixelFormat Format, int Padding, int Seed)> Cases = Gen.Select(
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90]),
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40]),
        Formats,
        Gen.Int[0, 9],
        Gen.Int[0, 1000],
        (source, target, format, padding, seed) => (new ImageSize(source.Item1, source.Item2), new ImageSize(target.Item1, target.Item2), format, padding, seed));

    public static TheoryData<int> Widths => [.. VectorLadder.Supported.Select(width => (int)width)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_computes_the_specified_integers(int width) => Cases.Sample(
        t => AssertSpecified(Pictures.Noise(t.Source, t.Format, t.Seed, t.Padding), t.Target, (VectorWidth)width));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_length_of_a_row_up_to_256_is_exact(int width)
    {
        for (int length = 1; length <= 256; length++)
        {
            foreach (PixelFormat format in (PixelFormat[])[PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba])
            {
                PixelImage<byte> image = Pictures.Noise(new ImageSize(length, 3), format, length);
                AssertSpecified(image, new ImageSize(Math.Max(1, length / 3), 2), (VectorWidth)width);
                AssertSpecified(image, new ImageSize(length, 3), (VectorWidth)width);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Large_ratios_are_exact(int width)
    {
        foreach (var (source, target) in ((ImageSize, ImageSize)[])
            [
                (new(130, 129), new(1, 1)), (new(40, 700), new(3, 2)), (new(700, 40), new(2, 3)), (new(3, 1000), new(2, 3)),
                (new(140_000, 2), new(2, 1)), (new(2, 140_000), new(1, 1)), (new(70_000, 300), new(1, 1)),
            ])
        {
            AssertSpecified(Pictures.Noise(source, PixelFormat.Gray, 5), target, (VectorWidth)width);
            AssertSpecified(Pictures.Draw(source, (_, _) => 255), target, (VectorWidth)width);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Long_rows_are_exact(int width)
    {
        AssertSpecified(Pictures.Noise(new ImageSize(9001, 61), PixelFormat.Rgb, 3, padding: 5), new ImageSize(40, 3), (VectorWidth)width);
        AssertSpecified(Pictures.Noise(new ImageSize(30_000, 24), PixelFormat.Gray, 4), new ImageSize(5, 2), (VectorWidth)width);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Nothing_beyond_the_image_is_touched(int width)
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        Cases.Sample(t => AssertStaysInside(t, (VectorWidth)width), iter: 50);
        AssertStaysInside((new(9001, 61), new(40, 3), PixelFormat.Rgb, 7, 1), (VectorWidth)width);
    }

    [Fact]
    public void The_output_is_the_mean_within_six_tenths_of_a_grey_level() => Cases.Sample(
        t =>
        {
            PixelImage<byte> image = Pictures.Noise(t.Source, t.Format, t.Seed, t.Padding);
            PixelImage<byte> output = Scale(image, t.Target);
            for (int y = 0; y < t.Target.Height; y++)
                for (int i = 0; i < t.Target.Width * output.Channels; i++)
                    Assert.InRange(output.Row(y)[i] - ReferenceArea.Mean(image, t.Target, i / output.Channels, y, i % output.Channels), -0.6, 0.6);
        });

    [Fact]
    public void Whole_ratios_are_rounded_exactly_and_halves_up() => Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Formats, Gen.Int[0, 1000]).Sample(
        (across, down, format, seed) =>
        {
            PixelImage<byte> image = Pictures.Noise(new ImageSize(4 * across, 3 * down), format, seed);
            PixelImage<byte> output = Scale(image, new ImageSize(4, 3));
            int channels = format.Channels(), area = across * down;
            for (int i = 0; i < 4 * 3 * channels; i++)
            {
                int sum = 0;
                for (int k = 0; k < area; k++)
                    sum += image.Row((i / channels / 4 * down) + (k / across))[((((i / channels % 4) * across) + (k % across)) * channels) + (i % channels)];
                Assert.Equal(((2 * sum) + area) / (2 * area), output.Pixels.Span[i]);
            }
        });

    private static PixelImage<byte> Scale(PixelImage<byte> image, ImageSize target) =>
        new ProfileScaler(ScalerProfile.Parse("downright:area")).Scale(image, target);

    private static void AssertSpecified(PixelImage<byte> image, ImageSize target, VectorWidth width)
    {
        var output = new byte[target.Pixels * image.Channels];
        KernelOf(image.Size, target, image.Channels, width).Scale(image.Pixels.Span, image.Stride, output, 0, target.Height);
        Assert.Equal(ReferenceArea.Scale(image, target), output);
    }

    private static void AssertStaysInside((ImageSize Source, ImageSize Target, PixelFormat Format, int Padding, int Seed) t, VectorWidth width)
    {
        int channels = t.Format.Channels(), row = (t.Source.Width * channels) + t.Padding;
        PixelImage<byte> image = Pictures.Noise(t.Source, t.Format, t.Seed, t.Padding);
        int bytes = (row * (t.Source.Height - 1)) + (t.Source.Width * channels);
        using GuardedMemory<byte> source = GuardedMemory<byte>.Of(image.Pixels.Span[..bytes]);
        using var target = new GuardedMemory<byte>((int)t.Target.Pixels * channels);

        KernelOf(t.Source, t.Target, channels, width).Scale(source.GetSpan(), row, target.GetSpan(), 0, t.Target.Height);

        Assert.Equal(ReferenceArea.Scale(image, t.Target), target.GetSpan().ToArray());
    }

    private static AreaKernel KernelOf(ImageSize source, ImageSize target, int channels, VectorWidth width) =>
        AreaKernel.Create(new AreaArithmetic(source.Height, target.Height, source.Width, target.Width), channels, width);
}

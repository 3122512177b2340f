using CsCheck;
using Downright.Analysis;
using Downright.Tests.Reference;

namespace Downright.Tests.Analysis;

public sealed class ImageMetricsTests
{
    private static readonly Gen<(PixelImage<byte> A, PixelImage<byte> B)> Pairs = Gen.Select(
        Gen.Int[11, 30], Gen.Int[11, 30], Gen.OneOf(PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Bgra), Gen.Int[0, 5], Gen.Int[0, 999],
        (width, height, format, padding, seed) => (
            Pictures.Noise(new ImageSize(width, height), format, seed, padding),
            Pictures.Noise(new ImageSize(width, height), format, seed + (seed % 3), 2 * padding)));

    [Fact]
    public void Differences_are_counted_sample_by_sample() => Pairs.Sample((a, b) =>
    {
        (byte First, byte Second)[] samples = [.. a.ToArray().Zip(b.ToArray())];

        Assert.Equal(samples.Average(s => Math.Pow(s.First - s.Second, 2)), ImageMetrics.MeanSquaredError(a, b), 1e-9);
        Assert.Equal(samples.Max(s => Math.Abs(s.First - s.Second)), ImageMetrics.LargestDifference(a, b));
        Assert.Equal(samples.Count(s => s.First != s.Second), ImageMetrics.ChangedSamples(a, b));
        Assert.Equal(samples.Chunk(a.Channels).Count(p => p.Any(s => s.First != s.Second)), ImageMetrics.ChangedPixels(a, b));
    });

    [Fact]
    public void Structural_similarity_is_the_slow_one() => Pairs.Sample(
        (a, b) => Math.Abs(ReferenceSsim.Mean(a, b) - ImageMetrics.Ssim(a, b)) < 1e-9,
        iter: 40);

    [Fact]
    public void Equal_images_are_infinitely_close()
    {
        PixelImage<byte> image = Pictures.Waves(new ImageSize(40, 30));

        Assert.Equal(double.PositiveInfinity, ImageMetrics.Psnr(image, image));
        Assert.Equal(1, ImageMetrics.Ssim(image, image), 1e-12);
    }

    [Fact]
    public void Psnr_of_a_difference_of_one_level_is_48_13_db()
    {
        PixelImage<byte> a = Pictures.Draw(new ImageSize(20, 20), (_, _) => 100), b = Pictures.Draw(new ImageSize(20, 20), (_, _) => 101);

        Assert.Equal(48.1308, ImageMetrics.Psnr(a, b), 1e-4);
    }

    [Fact]
    public void Images_that_cannot_be_compared_are_refused()
    {
        PixelImage<byte> small = Pictures.Waves(new ImageSize(10, 40)), other = Pictures.Waves(new ImageSize(40, 10));
        PixelImage<byte> rgb = Pictures.Noise(new ImageSize(20, 20), PixelFormat.Rgb, 1), bgr = Pictures.Noise(new ImageSize(20, 20), PixelFormat.Bgr, 1);

        Assert.Throws<ArgumentException>("b", () => ImageMetrics.Psnr(small, other));
        Assert.Throws<ArgumentException>("b", () => ImageMetrics.ChangedPixels(rgb, bgr));
        Assert.Contains("11x11", Assert.Throws<ArgumentException>(() => ImageMetrics.Ssim(small, small)).Message, StringComparison.Ordinal);
    }
}

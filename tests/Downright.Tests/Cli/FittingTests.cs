using CsCheck;
using Downright.Cli;
using Downright.Files;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

public sealed class FittingTests
{
    private static readonly Gen<ImageSize> Sizes = Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 5000], (w, h) => new ImageSize(w, h));

    [Fact]
    public void A_size_within_bounds_touches_two_of_their_sides_and_keeps_the_aspect_to_half_a_pixel() =>
        Gen.Select(Sizes, Sizes).Sample((aspect, bounds) =>
        {
            ImageSize inner = Fitting.Within(aspect, bounds);
            double scale = Math.Min((double)bounds.Width / aspect.Width, (double)bounds.Height / aspect.Height);
            return inner.Width <= bounds.Width && inner.Height <= bounds.Height
                && (inner.Width == bounds.Width || inner.Height == bounds.Height)
                && Near(inner.Width, aspect.Width * scale) && Near(inner.Height, aspect.Height * scale);
        });

    [Theory]
    [InlineData(400, 300, 224, 224, 300, 300)]
    [InlineData(300, 400, 224, 112, 300, 150)]
    [InlineData(5, 1000, 100, 1, 5, 1)]
    [InlineData(64, 32, 2, 1, 64, 32)]
    public void Cover_takes_the_largest_rectangle_of_the_targets_aspect(int width, int height, int targetWidth, int targetHeight, int coverWidth, int coverHeight)
    {
        var image = new PixelImage<byte>(new byte[width * height], new ImageSize(width, height), PixelFormat.Gray);
        Assert.Equal(new ImageSize(coverWidth, coverHeight), Fitting.Cover(image, new ImageSize(targetWidth, targetHeight)).Size);
    }

    [Theory]
    [InlineData(PixelFormat.Gray, false)]
    [InlineData(PixelFormat.Gray, true)]
    [InlineData(PixelFormat.Rgb, true)]
    [InlineData(PixelFormat.Rgba, true)]
    public void Padding_surrounds_the_image_with_the_background(PixelFormat format, bool colored)
    {
        PixelImage<byte> image = TestPixels.Noise(6, 3, format);
        RgbColor background = colored ? new RgbColor(9, 8, 7) : new RgbColor(5, 5, 5);

        PixelImage<byte> padded = Fitting.Pad(image, new ImageSize(6, 8), background);

        int channels = padded.Channels;
        Assert.Equal(format == PixelFormat.Gray && colored ? PixelFormat.Rgb : format, padded.Format);
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 6; x++)
            {
                byte[] expected = y is >= 2 and < 5
                    ? format == PixelFormat.Gray ? [.. Enumerable.Repeat(image.Row(y - 2)[x], channels)] : image.Row(y - 2).Slice(x * channels, channels).ToArray()
                    : new[] { background.Red, background.Green, background.Blue, (byte)255 }[..channels];
                Assert.Equal(expected, padded.Row(y).Slice(x * channels, channels).ToArray());
            }
        }
    }

    private static bool Near(int pixels, double exact) => Math.Abs(pixels - exact) <= 0.5 + 1e-9 || (pixels == 1 && exact < 1);
}

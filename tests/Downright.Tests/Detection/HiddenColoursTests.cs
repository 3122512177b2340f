using Downright.Detection;
using Downright.Scenes;

namespace Downright.Tests.Detection;

public sealed class HiddenColoursTests
{
    private static readonly PixelImage<byte> Picture = Scene.Landscape().Render(new ImageSize(90, 70));

    [Fact]
    public void Images_without_alpha_or_without_transparency_hide_nothing()
    {
        Assert.Null(HiddenColours.Of(Picture));
        Assert.Null(HiddenColours.Of(WithAlpha(Picture, (_, _) => 255)));
    }

    [Fact]
    public void A_background_of_one_colour_hides_nothing()
    {
        PixelImage<byte> plain = new(new byte[Picture.Size.Samples(3)], Picture.Size, PixelFormat.Rgb);
        Assert.Null(HiddenColours.Of(WithAlpha(plain, (x, _) => (byte)(x < 40 ? 0 : 255))));
    }

    [Fact]
    public void Premultiplied_colours_cannot_be_hidden()
    {
        PixelImage<byte> straight = WithAlpha(Picture, (_, _) => 0);
        Assert.Null(HiddenColours.Of(new PixelImage<byte>(straight.ToArray(), straight.Size, PixelFormat.RgbaPremultiplied)));
    }

    [Fact]
    public void A_picture_under_transparent_pixels_scores_the_spread_of_its_greys()
    {
        double[] greys = [.. Enumerable.Range(0, (int)Picture.Size.Pixels).Select(i => Grey(i % Picture.Width, i / Picture.Width))];
        double mean = greys.Average(), spread = Math.Sqrt(greys.Average(g => (g - mean) * (g - mean)));
        MethodScore score = HiddenColours.Of(WithAlpha(Picture, (_, _) => 0))!;
        Assert.Equal("hidden-colours", score.Name);
        Assert.Equal(spread, score.RawValue!.Value, 1e-9);
        Assert.Equal(spread / 127.5, score.Score!.Value, 1e-9);
        Assert.True(score.IsSuspicious);
    }

    [Fact]
    public void Pixels_count_as_much_as_transparency_hides_them()
    {
        double half = Picture.Width / 2;
        MethodScore left = HiddenColours.Of(WithAlpha(Picture, (x, _) => (byte)(x < half ? 0 : 255)))!, faint = HiddenColours.Of(WithAlpha(Picture, (x, _) => (byte)(x < half ? 204 : 255)))!;
        Assert.Equal(left.RawValue!.Value, faint.RawValue!.Value, 1e-9);
        Assert.Contains("(50 % of the image)", left.Reason, StringComparison.Ordinal);
        Assert.Contains("(10 % of the image)", faint.Reason, StringComparison.Ordinal);
    }

    /// <summary>An RGB picture with an alpha channel.</summary>
    internal static PixelImage<byte> WithAlpha(PixelImage<byte> picture, Func<int, int, byte> alpha)
    {
        var pixels = new byte[picture.Size.Pixels * 4];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                Span<byte> pixel = pixels.AsSpan(((y * picture.Width) + x) * 4, 4);
                picture.Row(y).Slice(3 * x, 3).CopyTo(pixel);
                pixel[3] = alpha(x, y);
            }
        }

        return new PixelImage<byte>(pixels, picture.Size, PixelFormat.Rgba);
    }

    private static int Grey(int x, int y)
    {
        ReadOnlySpan<byte> pixel = Picture.Row(y).Slice(3 * x, 3);
        return ((77 * pixel[0]) + (150 * pixel[1]) + (29 * pixel[2]) + 128) / 256;
    }
}

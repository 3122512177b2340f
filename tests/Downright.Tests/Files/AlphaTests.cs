using Downright.Files;
using NetVips;

namespace Downright.Tests.Files;

public sealed class AlphaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();
    private readonly PixelImage<byte> _image = TestPixels.Noise(31, 17, PixelFormat.Rgba);

    public AlphaTests() => _codec.Encode(_image, _folder["a.png"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Flattening_lays_the_colours_over_white_unless_told_otherwise() =>
        Assert.Equal(Over(_image.ToArray(), [255, 255, 255]), Read(new DecodeOptions()).ToArray());

    [Fact]
    public void Flattening_lays_the_colours_over_the_background() =>
        Assert.Equal(Over(_image.ToArray(), [10, 200, 77]), Read(new DecodeOptions { Background = new RgbColor(10, 200, 77) }).ToArray());

    [Fact]
    public void Dropping_shows_the_colours_under_transparent_pixels() =>
        Assert.Equal(_image.ToArray().Where((_, i) => i % 4 != 3), Read(new DecodeOptions { Alpha = AlphaHandling.Drop }).ToArray());

    [Fact]
    public void Keeping_changes_nothing() =>
        Assert.Equal(_image.ToArray(), Read(new DecodeOptions { Alpha = AlphaHandling.Keep }).ToArray());

    [Fact]
    public void Grey_with_alpha_becomes_grey_over_a_grey_background_and_colour_otherwise()
    {
        byte[] samples = [0, 255, 100, 0, 200, 128];
        using (Image raw = Image.NewFromMemory(samples, 3, 1, 2, Enums.BandFormat.Uchar))
        using (Image grey = raw.Copy(interpretation: Enums.Interpretation.Bw))
            grey.Pngsave(_folder["g.png"]);

        PixelImage<byte> overWhite = _codec.Decode(_folder["g.png"]);
        PixelImage<byte> overRed = _codec.Decode(_folder["g.png"], new DecodeOptions { Background = new RgbColor(255, 0, 0) });
        PixelImage<byte> kept = _codec.Decode(_folder["g.png"], new DecodeOptions { Alpha = AlphaHandling.Keep });

        Assert.Equal(PixelFormat.Gray, overWhite.Format);
        Assert.Equal([0, 255, 227], overWhite.ToArray());
        Assert.Equal(PixelFormat.Rgb, overRed.Format);
        Assert.Equal([0, 0, 0, 255, 0, 0, 227, 100, 100], overRed.ToArray());
        Assert.Equal([0, 0, 0, 255, 100, 100, 100, 0, 200, 200, 200, 128], kept.ToArray());
    }

    private PixelImage<byte> Read(DecodeOptions options) => _codec.Decode(_folder["a.png"], options);

    private static byte[] Over(byte[] rgba, byte[] background)
    {
        var rgb = new byte[rgba.Length / 4 * 3];
        for (int i = 0; i < rgb.Length; i++)
        {
            double alpha = rgba[(i / 3 * 4) + 3] / 255.0;
            rgb[i] = (byte)Math.Round((alpha * rgba[(i / 3 * 4) + (i % 3)]) + ((1 - alpha) * background[i % 3]));
        }

        return rgb;
    }
}

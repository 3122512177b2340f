using Downright.Files;
using NetVips;

namespace Downright.Tests.Files;

public sealed class DecodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.tif")]
    [InlineData("a.webp")]
    [InlineData("a.png")]
    [InlineData("mislabelled.jpg")]
    public void Lossless_files_give_exactly_their_pixels(string name)
    {
        PixelImage<byte> image = TestPixels.Noise(33, 21, PixelFormat.Rgb);
        using (Image file = TestFiles.Of(image))
        {
            if (name.EndsWith("webp", StringComparison.Ordinal)) file.Webpsave(_folder[name], lossless: true);
            else if (name.EndsWith("tif", StringComparison.Ordinal)) file.Tiffsave(_folder[name], compression: Enums.ForeignTiffCompression.Lzw);
            else file.Pngsave(_folder[name]);
        }

        PixelImage<byte> read = _codec.Decode(_folder[name]);

        Assert.Equal(PixelFormat.Rgb, read.Format);
        Assert.Equal(image.ToArray(), read.ToArray());
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    [InlineData("a.webp")]
    [InlineData("a.tif")]
    [InlineData("a.gif")]
    public void Contents_in_memory_stay_where_they_are_while_they_are_read(string name)
    {
        using (Image file = TestFiles.Of(TestPixels.Noise(300, 200, PixelFormat.Rgb))) file.WriteToFile(_folder[name]);
        PixelImage<byte> expected = _codec.Decode(_folder[name]);
        for (int i = 0; i < 20; i++)
        {
            // What dies around the contents makes the collector move them, unless they are pinned.
            byte[][] around = [.. Enumerable.Range(0, 50).Select(_ => new byte[10_000])];
            using IOpenedImage opened = _codec.Open(File.ReadAllBytes(_folder[name]), name);
            Assert.Equal(10_000, around[^1].Length);
            around = [];
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            around = [.. Enumerable.Range(0, 200).Select(_ => new byte[10_000])];
            foreach (byte[] bytes in around) bytes.AsSpan().Fill(0xAA);
            Assert.True(opened.Read().Pixels.Span.SequenceEqual(expected.Pixels.Span));
        }
    }

    [Fact]
    public void A_large_file_read_in_strips_gives_exactly_its_pixels()
    {
        PixelImage<byte> image = TestPixels.Noise(1200, 301, PixelFormat.Rgb);
        _codec.Encode(image, _folder["a.png"]);

        Assert.Equal(image.ToArray(), _codec.Decode(_folder["a.png"]).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Grey_of_any_depth_stays_grey(int bitDepth)
    {
        byte[] samples = [.. Enumerable.Range(0, 24).Select(i => (byte)(i % 2 * 255))];
        var image = new PixelImage<byte>(samples, new ImageSize(6, 4), PixelFormat.Gray);
        using (Image file = TestFiles.Of(image, Enums.Interpretation.Bw)) file.Pngsave(_folder["a.png"], bitdepth: bitDepth);

        PixelImage<byte> read = _codec.Decode(_folder["a.png"]);

        Assert.Equal(PixelFormat.Gray, read.Format);
        Assert.Equal(samples, read.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Black_and_white_pages_keep_black_black(bool storedInverted)
    {
        byte[] samples = [.. Enumerable.Range(0, 9 * 4).Select(i => (byte)(i % 3 == 0 ? 255 : 0))];
        using (Image file = TestFiles.Of(new PixelImage<byte>(samples, new ImageSize(9, 4), PixelFormat.Gray), Enums.Interpretation.Bw))
            file.Tiffsave(_folder["a.tif"], bitdepth: 1, miniswhite: storedInverted);

        Assert.Equal(samples, _codec.Decode(_folder["a.tif"]).ToArray());
    }

    [Fact]
    public void A_palette_becomes_its_colours()
    {
        var samples = new byte[16 * 16 * 3];
        for (int i = 0; i < 256; i++) (samples[i * 3], samples[(i * 3) + 1], samples[(i * 3) + 2]) = ((byte)(i % 4 * 80), (byte)(i / 64 * 60), 7);
        var image = new PixelImage<byte>(samples, new ImageSize(16, 16), PixelFormat.Rgb);
        using (Image file = TestFiles.Of(image)) file.Pngsave(_folder["a.png"], palette: true, dither: 0, q: 100);
        Assert.Equal(3, File.ReadAllBytes(_folder["a.png"])[25]);

        Assert.Equal(samples, _codec.Decode(_folder["a.png"]).ToArray());
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.tif")]
    public void Sixteen_bits_become_eight_by_dividing_by_257_and_rounding(string name)
    {
        ushort[] all = [.. Enumerable.Range(0, 65536).Select(v => (ushort)v)];
        using (Image file = TestFiles.Wide(all, 256, 256, 1, Enums.Interpretation.Grey16)) file.WriteToFile(_folder[name]);

        PixelImage<byte> read = _codec.Decode(_folder[name]);

        Assert.Equal(PixelFormat.Gray, read.Format);
        Assert.Equal(all.Select(v => (byte)Math.Round(v / 257.0)), read.ToArray());
    }

    [Fact]
    public void Sixteen_bit_colour_with_alpha_keeps_all_four_channels()
    {
        ushort[] samples = [.. Enumerable.Range(0, 5 * 3 * 4).Select(i => (ushort)(i * 1091))];
        using (Image file = TestFiles.Wide(samples, 5, 3, 4, Enums.Interpretation.Rgb16)) file.Pngsave(_folder["a.png"], bitdepth: 16);

        PixelImage<byte> read = _codec.Decode(_folder["a.png"], new DecodeOptions { Alpha = AlphaHandling.Keep });

        Assert.Equal(PixelFormat.Rgba, read.Format);
        Assert.Equal(samples.Select(v => (byte)Math.Round(v / 257.0)), read.ToArray());
    }

    [Fact]
    public void Cmyk_becomes_rgb_by_the_plain_formula()
    {
        PixelImage<byte> image = TestPixels.Noise(40, 30, PixelFormat.Rgba);
        byte[] cmyk = image.ToArray();
        using (Image file = TestFiles.Of(image, Enums.Interpretation.Cmyk)) file.Tiffsave(_folder["a.tif"]);

        PixelImage<byte> read = _codec.Decode(_folder["a.tif"]);

        Assert.Equal(PixelFormat.Rgb, read.Format);
        Assert.Equal(
            Enumerable.Range(0, 40 * 30 * 3).Select(i => (byte)Math.Round((255 - cmyk[(i / 3 * 4) + (i % 3)]) * (255 - cmyk[(i / 3 * 4) + 3]) / 255.0)),
            read.ToArray());
    }

    [Fact]
    public void Grey_of_colours_is_their_weighted_mean_however_they_are_stored()
    {
        PixelImage<byte> four = TestPixels.Noise(43, 21, PixelFormat.Rgba);
        ushort[] wide = [.. Enumerable.Range(0, 43 * 21 * 3).Select(i => (ushort)(i * 1091))];
        using (Image file = TestFiles.Of(TestPixels.Noise(43, 21, PixelFormat.Rgb))) file.Jpegsave(_folder["rgb.jpg"]);
        using (Image file = TestFiles.Of(TestPixels.Noise(43, 21, PixelFormat.Rgb))) TestFiles.Oriented(file, 6).Jpegsave(_folder["turned.jpg"]);
        using (Image file = TestFiles.Of(four)) file.Pngsave(_folder["alpha.png"]);
        using (Image file = TestFiles.Of(four, Enums.Interpretation.Cmyk)) file.Tiffsave(_folder["cmyk.tif"]);
        using (Image file = TestFiles.Wide(wide, 43, 21, 3, Enums.Interpretation.Rgb16)) file.Pngsave(_folder["wide.png"], bitdepth: 16);
        foreach (string name in new[] { "rgb.jpg", "turned.jpg", "alpha.png", "cmyk.tif", "wide.png" })
        {
            PixelImage<byte> colours = _codec.Decode(_folder[name]), grey = _codec.Decode(_folder[name], new DecodeOptions { Grey = true });
            Assert.Equal((PixelFormat.Gray, colours.Size), (grey.Format, grey.Size));
            Assert.Equal(colours.ToArray().Chunk(3).Select(p => (byte)(((77 * p[0]) + (150 * p[1]) + (29 * p[2]) + 128) / 256)), grey.ToArray());
        }

        Assert.Equal(four.ToArray(), _codec.Decode(_folder["alpha.png"], new DecodeOptions { Grey = true, Alpha = AlphaHandling.Keep }).ToArray());
    }

    [Fact]
    public void A_cmyk_jpeg_has_the_colours_of_its_inks()
    {
        // Cyan alone on the left, black alone on the right.
        var samples = new byte[32 * 16 * 4];
        for (int i = 0; i < 32 * 16; i++) samples[(i * 4) + (i % 32 < 16 ? 0 : 3)] = 255;
        using (Image file = TestFiles.Of(new PixelImage<byte>(samples, new ImageSize(32, 16), PixelFormat.Rgba), Enums.Interpretation.Cmyk)) file.Jpegsave(_folder["a.jpg"], q: 98);

        PixelImage<byte> read = _codec.Decode(_folder["a.jpg"]);

        AssertNear([0, 255, 255], read.Row(8).Slice(4 * 3, 3).ToArray());
        AssertNear([0, 0, 0], read.Row(8).Slice(28 * 3, 3).ToArray());
    }

    [Fact]
    public void Colour_profiles_are_not_applied()
    {
        PixelImage<byte> image = TestPixels.Noise(16, 16, PixelFormat.Rgb);
        using (Image file = TestFiles.Of(image)) file.Pngsave(_folder["a.png"], profile: "p3", keep: Enums.ForeignKeep.Icc);
        Assert.Contains("iCCP"u8.ToArray(), Windows(File.ReadAllBytes(_folder["a.png"]), 4));

        Assert.Equal(image.ToArray(), _codec.Decode(_folder["a.png"]).ToArray());
    }

    [Fact]
    public void The_first_frame_of_an_animation_is_read()
    {
        PixelImage<byte> first = Flat(12, 9, 10, 200, 30), second = Flat(12, 9, 250, 0, 0);
        using (Image file = TestFiles.Animated(first, second))
        {
            file.Gifsave(_folder["a.gif"]);
            file.Webpsave(_folder["a.webp"], lossless: true);
        }

        foreach (string name in new[] { "a.gif", "a.webp" })
        {
            PixelImage<byte> read = _codec.Decode(_folder[name]);
            Assert.Equal(first.Size, read.Size);
            Assert.Equal(first.ToArray(), read.ToArray());
        }
    }

    [Fact]
    public void Samples_that_cannot_be_converted_are_refused()
    {
        using (Image black = Image.Black(4, 4)) black.Cast(Enums.BandFormat.Float).Tiffsave(_folder["a.tif"]);

        var error = Assert.Throws<ImageFileException>(() => _codec.Decode(_folder["a.tif"]));
        Assert.Contains("8-bit and 16-bit", error.Message, StringComparison.Ordinal);
    }

    private static PixelImage<byte> Flat(int width, int height, byte red, byte green, byte blue)
    {
        byte[] samples = [.. Enumerable.Range(0, width * height * 3).Select(i => (i % 3) switch { 0 => red, 1 => green, _ => blue })];
        return new PixelImage<byte>(samples, new ImageSize(width, height), PixelFormat.Rgb);
    }

    private static IEnumerable<byte[]> Windows(byte[] bytes, int length) =>
        Enumerable.Range(0, bytes.Length - length + 1).Select(i => bytes[i..(i + length)]);

    private static void AssertNear(byte[] expected, byte[] actual) =>
        Assert.True(expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() <= 4, $"{string.Join(' ', actual)} is not {string.Join(' ', expected)}.");
}

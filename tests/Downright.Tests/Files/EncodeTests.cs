using System.Text;
using Downright.Files;

namespace Downright.Tests.Files;

public sealed class EncodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PixelFormat.Gray)]
    [InlineData(PixelFormat.Rgb)]
    [InlineData(PixelFormat.Rgba)]
    public void A_png_gives_back_exactly_the_pixels_that_were_written(PixelFormat format)
    {
        PixelImage<byte> image = TestPixels.Noise(37, 23, format);
        string path = _folder["a.png"];
        _codec.Encode(image, path);

        PixelImage<byte> read = _codec.Decode(path, new DecodeOptions { Alpha = AlphaHandling.Keep });

        Assert.Equal(image.Size, read.Size);
        Assert.Equal(format, read.Format);
        Assert.Equal(image.ToArray(), read.ToArray());
        Assert.Equal(["a.png"], _folder.Names);
    }

    [Fact]
    public void A_png_in_memory_is_the_one_that_a_file_would_hold()
    {
        PixelImage<byte> image = TestPixels.Noise(37, 23, PixelFormat.Rgba);
        _codec.Encode(image, _folder["a.png"]);
        Assert.Equal(File.ReadAllBytes(_folder["a.png"]), _codec.EncodePng(image));
    }

    [Fact]
    public void A_jpeg_gives_back_nearly_the_pixels_that_were_written()
    {
        PixelImage<byte> image = TestPixels.Gradient(64, 48, PixelFormat.Rgb);
        string path = _folder["a.jpg"];
        _codec.Encode(image, path);

        byte[] read = _codec.Decode(path).ToArray();

        Assert.True(image.ToArray().Zip(read, (a, b) => Math.Abs(a - b)).Max() <= 6);
    }

    [Fact]
    public void Padded_rows_and_blue_first_pixels_are_written_as_they_look()
    {
        PixelImage<byte> wide = TestPixels.Noise(20, 10, PixelFormat.Bgr);
        PixelImage<byte> crop = wide.Crop(3, 2, new ImageSize(11, 7));
        string path = _folder["a.png"];
        _codec.Encode(crop, path);

        PixelImage<byte> read = _codec.Decode(path);

        for (int y = 0; y < 7; y++)
            for (int x = 0; x < 11; x++)
                for (int c = 0; c < 3; c++)
                    Assert.Equal(crop.Row(y)[(x * 3) + 2 - c], read.Row(y)[(x * 3) + c]);
    }

    [Fact]
    public void Png_text_is_written_in_its_order()
    {
        string path = _folder["a.png"];
        var options = new EncodeOptions { PngText = [new("Software", "Downright"), new("Comment", "image-scaling attack test image"), new("Comment", "scaler opencv:linear")] };

        _codec.Encode(TestPixels.Noise(8, 8, PixelFormat.Rgb), path, options);

        Assert.Equal(
            [("Software", "Downright"), ("Comment", "image-scaling attack test image"), ("Comment", "scaler opencv:linear")],
            PngChunks.TextOf(File.ReadAllBytes(path)));
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("Comment", "two\nlines")]
    [InlineData("Comment", "日本")]
    public void Png_text_that_no_png_can_hold_is_refused(string keyword, string text) =>
        Assert.Throws<ArgumentException>(() => new EncodeOptions { PngText = [new(keyword, text)] });

    [Fact]
    public void An_existing_file_is_replaced_only_when_asked()
    {
        string path = _folder.Write("a.png", Encoding.ASCII.GetBytes("mine"));
        PixelImage<byte> image = TestPixels.Noise(4, 4, PixelFormat.Rgb);

        var error = Assert.Throws<ImageFileException>(() => _codec.Encode(image, path));
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));

        _codec.Encode(image, path, new EncodeOptions { Overwrite = true });
        Assert.Equal(image.ToArray(), _codec.Decode(path).ToArray());
        Assert.Equal(["a.png"], _folder.Names);
    }

    [Theory]
    [InlineData("a.bmp")]
    [InlineData("a")]
    [InlineData("a.png.txt")]
    public void Other_kinds_of_files_are_not_written(string name)
    {
        var error = Assert.Throws<ImageFileException>(() => _codec.Encode(TestPixels.Noise(4, 4, PixelFormat.Rgb), _folder[name]));
        Assert.Contains(".png", error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Alpha_does_not_go_into_a_jpeg()
    {
        Assert.Throws<ImageFileException>(() => _codec.Encode(TestPixels.Noise(4, 4, PixelFormat.Rgba), _folder["a.jpg"]));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Premultiplied_colours_are_not_written() =>
        Assert.Throws<ArgumentException>(() => _codec.Encode(TestPixels.Noise(4, 4, PixelFormat.RgbaPremultiplied), _folder["a.png"]));

    [Fact]
    public void A_cancelled_write_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => _codec.Encode(TestPixels.Noise(400, 400, PixelFormat.Rgb), _folder["a.png"], null, source.Token));
        Assert.Empty(_folder.Names);
    }
}

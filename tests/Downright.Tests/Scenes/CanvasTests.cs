using Downright.Scenes;

namespace Downright.Tests.Scenes;

public sealed class CanvasTests
{
    [Theory]
    [InlineData(PixelFormat.Gray, 10, 10, 10)]
    [InlineData(PixelFormat.Rgb, 10, 20, 30)]
    [InlineData(PixelFormat.Bgr, 30, 20, 10)]
    public void Pasted_pixels_keep_their_colours(PixelFormat format, byte red, byte green, byte blue)
    {
        byte[] pixel = [10, 20, 30];
        var image = new PixelImage<byte>(pixel.AsMemory(0, format.Channels()), new ImageSize(1, 1), format);
        var canvas = new Canvas(new ImageSize(2, 1), Color.Black);
        canvas.Paste(image, 1, 0);
        Assert.Equal([0, 0, 0, red, green, blue], canvas.ToImage().ToArray());
    }

    [Fact]
    public void Only_the_part_inside_is_pasted()
    {
        var image = new PixelImage<byte>(Enumerable.Repeat((byte)9, 16).ToArray(), new ImageSize(4, 4), PixelFormat.Gray);
        var canvas = new Canvas(new ImageSize(3, 3), Color.Black);
        canvas.Paste(image, -3, -2);
        canvas.Paste(image, 2, int.MaxValue);
        canvas.Paste(image, 2, 2);
        byte[] red = [.. canvas.ToImage().ToArray().Where((_, i) => i % 3 == 0)];
        Assert.Equal([9, 0, 0, 9, 0, 0, 0, 0, 9], red);
    }

    [Fact]
    public void Images_with_alpha_are_refused()
    {
        var image = new PixelImage<byte>(new byte[4], new ImageSize(1, 1), PixelFormat.Rgba);
        var error = Assert.Throws<ArgumentException>("image", () => new Canvas(new ImageSize(1, 1), Color.Black).Paste(image, 0, 0));
        Assert.Contains("flatten it first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_taken_from_a_canvas_stays_as_it_was()
    {
        var canvas = new Canvas(new ImageSize(1, 1), Color.White);
        PixelImage<byte> before = canvas.ToImage();
        canvas.Blend(0, 0, Color.Black, 0.5f);
        canvas.Blend(5, -5, Color.Black);
        Assert.Equal([255, 255, 255], before.ToArray());
        Assert.Equal([128, 128, 128], canvas.ToImage().ToArray());
    }
}

namespace Downright.Tests.Root;

public sealed class PixelImageTests
{
    private static readonly byte[] Samples = [.. Enumerable.Range(0, 60).Select(i => (byte)i)];

    [Fact]
    public void A_row_leaves_the_padding_out()
    {
        var image = new PixelImage<byte>(Samples, new ImageSize(3, 4), PixelFormat.Rgb, stride: 15);
        Assert.Equal([15, 16, 17, 18, 19, 20, 21, 22, 23], image.Row(1).ToArray());
    }

    [Fact]
    public void The_last_row_needs_no_padding()
    {
        var image = new PixelImage<byte>(Samples.AsMemory(0, 54), new ImageSize(3, 4), PixelFormat.Rgb, stride: 15);
        Assert.Equal(9, image.Row(3).Length);
        Assert.Throws<ArgumentException>(() => new PixelImage<byte>(Samples.AsMemory(0, 53), new ImageSize(3, 4), PixelFormat.Rgb, stride: 15));
    }

    [Fact]
    public void A_stride_shorter_than_a_row_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => new PixelImage<byte>(Samples, new ImageSize(3, 4), PixelFormat.Rgb, stride: 8));

    [Fact]
    public void A_size_that_overflows_is_refused_and_not_wrapped()
    {
        Assert.Throws<ArgumentException>(() => new PixelImage<byte>(Samples, new ImageSize(65535, 65535), PixelFormat.Gray));
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => new PixelImage<byte>(Samples, new ImageSize(int.MaxValue, 1), PixelFormat.Rgba));
    }

    [Fact]
    public void Samples_are_bytes_or_floats() =>
        Assert.Throws<NotSupportedException>(() => new PixelImage<int>(new int[1], new ImageSize(1, 1), PixelFormat.Gray));

    [Fact]
    public void A_crop_shares_the_memory_and_copies_its_own_rectangle()
    {
        var image = new PixelImage<byte>(Samples, new ImageSize(5, 4), PixelFormat.Rgb);
        PixelImage<byte> crop = image.Crop(1, 2, new ImageSize(2, 2));
        Assert.Equal([33, 34, 35, 36, 37, 38, 48, 49, 50, 51, 52, 53], crop.ToArray());
        Assert.True(image.Pixels.Span.Overlaps(crop.Pixels.Span));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => image.Crop(4, 0, new ImageSize(2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("y", () => image.Crop(0, -1, new ImageSize(1, 1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_row_outside_is_refused(int y) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(y), () => new PixelImage<byte>(Samples, new ImageSize(5, 4), PixelFormat.Rgb).Row(y).Length);
}

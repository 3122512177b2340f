using Downright.Files;
using NetVips;

namespace Downright.Tests.Files;

public sealed class OrientationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void The_exif_orientation_is_applied(int orientation)
    {
        PixelImage<byte> stored = TestPixels.Noise(7, 4, PixelFormat.Rgb);
        using (Image file = TestFiles.Of(stored))
        using (Image oriented = TestFiles.Oriented(file, orientation))
            oriented.Pngsave(_folder["a.png"]);

        PixelImage<byte> read = _codec.Decode(_folder["a.png"]);
        PixelImage<byte> untouched = _codec.Decode(_folder["a.png"], new DecodeOptions { Orient = false });

        Assert.Equal(stored.ToArray(), untouched.ToArray());
        Assert.Equal(orientation <= 4 ? new ImageSize(7, 4) : new ImageSize(4, 7), read.Size);
        for (int y = 0; y < read.Height; y++)
        {
            for (int x = 0; x < read.Width; x++)
            {
                (int column, int row) = Seen(orientation, x, y, stored.Width, stored.Height);
                Assert.Equal(stored.Row(row).Slice(column * 3, 3).ToArray(), read.Row(y).Slice(x * 3, 3).ToArray());
            }
        }
    }

    [Fact]
    public void A_jpeg_taken_upright_is_read_upright()
    {
        using (Image file = TestFiles.Of(TestPixels.Gradient(64, 32, PixelFormat.Rgb)))
        using (Image oriented = TestFiles.Oriented(file, 6))
            oriented.Jpegsave(_folder["a.jpg"]);

        PixelImage<byte> read = _codec.Decode(_folder["a.jpg"]);

        Assert.Equal(new ImageSize(32, 64), read.Size);
        // The stored bottom left corner, green, is seen at the top left.
        Assert.True(read.Row(0)[0] < 30 && read.Row(0)[1] > 220, $"{read.Row(0)[0]} {read.Row(0)[1]}");
    }

    // EXIF 2.32, tag 274: which side of the scene row 0 and column 0 of the file are.
    private static (int Column, int Row) Seen(int orientation, int x, int y, int width, int height) => orientation switch
    {
        1 => (x, y),                                // row 0 top, column 0 left
        2 => (width - 1 - x, y),                    // top, right
        3 => (width - 1 - x, height - 1 - y),       // bottom, right
        4 => (x, height - 1 - y),                   // bottom, left
        5 => (y, x),                                // left, top
        6 => (y, height - 1 - x),                   // right, top
        7 => (width - 1 - y, height - 1 - x),       // right, bottom
        _ => (width - 1 - y, x),                    // left, bottom
    };
}

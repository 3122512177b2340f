namespace Downright.Adapters.Tests;

/// <summary>Images compared by their largest difference.</summary>
internal static class Same
{
    public static void Pixels(PixelImage<byte> expected, PixelImage<byte> actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.Equal(expected.Channels, actual.Channels);
        Assert.Equal(0, LargestDifference(expected, actual));
    }

    public static int LargestDifference(PixelImage<byte> a, PixelImage<byte> b) =>
        a.ToArray().Zip(b.ToArray(), (x, y) => Math.Abs(x - y)).Max();
}

using Downright.Kernels;
using Downright.Tests.Reference;

namespace Downright.Tests.Kernels;

/// <summary>What random draws hardly ever meet; the rest is tested with the medians' windows.</summary>
public sealed class WindowDrawsTests
{
    public static TheoryData<int> Widths => [.. VectorLadder.Supported.Select(width => (int)width)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_word_that_would_favour_some_candidates_is_rejected(int width)
    {
        const int Row = 150, Column = 200;
        var size = new ImageSize(401, 301);
        var geometry = new WindowGeometry(
            size, [.. Enumerable.Range(0, size.Height).Select(y => y == Row)], [.. Enumerable.Range(0, size.Width).Select(x => x is Column or Column + 1)], size.Width, size.Height);
        PixelImage<byte> image = Pictures.Noise(size, PixelFormat.Rgb, 1);
        ulong key = KeyOfRejected((Row * size.Width) + Column, (uint)size.Pixels - 2);
        byte[] output = image.ToArray();

        WindowDraws.Of(geometry, (VectorWidth)width)!.Replace(
            image, [Row], new PixelTarget(output, PixelMap.Whole(size), image.Channels), key, TestContext.Current.CancellationToken);

        Assert.Equal(ReferenceWindows.Draws(geometry, image, key), output);
    }

    private static ulong KeyOfRejected(int index, uint candidates)
    {
        uint rejected = (uint)((1ul << 32) % candidates);
        for (ulong key = 0; ; key++)
            if (Philox4x32.Block(((uint)index, 0, 0, 0), key).X0 * candidates < rejected) return key;
    }
}

using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Replaces considered pixels one by one, each by a search for its candidates, reading only the original image: the way
/// for every window. One serves one thread, for any number of images one after the other.
/// </summary>
internal abstract class SelectiveRow(CandidateSearch search, ConsideredPixels considered)
{
    private static readonly PixelImage<byte> Nothing = new(new byte[1], new ImageSize(1, 1), PixelFormat.Gray);

    /// <summary>The number of pixels of the image replaced so far.</summary>
    public long Replaced { get; private set; }

    /// <summary>How many of them took listed candidates.</summary>
    public long FallbackWindows { get; private set; }

    protected CandidateSearch Search { get; } = search;

    protected ConsideredPixels Considered { get; } = considered;

    protected PixelImage<byte> Image { get; private set; } = Nothing;

    protected ulong Key { get; private set; }

    /// <summary>Begins with an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="key">What draws depend on.</param>
    public virtual void Begin(PixelImage<byte> image, ulong key)
    {
        Image = image;
        Key = key;
        Replaced = FallbackWindows = 0;
    }

    /// <summary>Lets the image go.</summary>
    public void End() => Image = Nothing;

    /// <summary>Replaces considered pixels of row <paramref name="y"/>.</summary>
    /// <param name="y">The row.</param>
    /// <param name="columns">Their columns, ascending.</param>
    /// <param name="target">Where to write them; a pixel that cannot be replaced is written as it is.</param>
    public void Replace(int y, ReadOnlySpan<int> columns, in PixelTarget target)
    {
        Span<byte> row = target.Row(y);
        ReadOnlySpan<byte> original = Image.Row(y);
        foreach (int x in columns)
        {
            int place = target.Column(x);
            if (place < 0) continue;
            Span<byte> pixel = row.Slice(place * Image.Channels, Image.Channels);
            CandidateWindow window = Search.Find(x, y);
            if (window.Count == 0)
            {
                original.Slice(x * Image.Channels, Image.Channels).CopyTo(pixel);
                continue;
            }

            Replace(window, x, y, pixel);
            Replaced++;
            if (window.IsListed) FallbackWindows++;
        }
    }

    /// <summary>Replaces one pixel by its window's candidates.</summary>
    protected abstract void Replace(CandidateWindow window, int x, int y, Span<byte> pixel);
}

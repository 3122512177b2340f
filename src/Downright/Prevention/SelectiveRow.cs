using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Replaces considered pixels one by one, each by a search for its candidates, reading only the original image: the way
/// for every window. One serves one thread, for any number of images one after the other.
/// </summary>
internal abstract class SelectiveRow(CandidateSearch search, FoundWindows found, ConsideredPixels considered)
{
    private static readonly PixelImage<byte> Nothing = new(new byte[1], new ImageSize(1, 1), PixelFormat.Gray);

    /// <summary>The number of pixels of the image replaced so far.</summary>
    public long Replaced { get; private set; }

    /// <summary>How many of them took listed candidates.</summary>
    public long FallbackWindows { get; private set; }

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
            if (!found.TryGet(x, y, out CandidateWindow window, out ReadOnlySpan<int> listed)) window = Find(x, y, out listed);
            if (window.Count == 0)
            {
                original.Slice(x * Image.Channels, Image.Channels).CopyTo(pixel);
                continue;
            }

            Replace(window, listed, x, y, pixel);
            Replaced++;
            if (window.IsListed) FallbackWindows++;
        }
    }

    /// <summary>Replaces one pixel by its window's candidates: those listed, or else the window's pixels outside P.</summary>
    protected abstract void Replace(CandidateWindow window, ReadOnlySpan<int> listed, int x, int y, Span<byte> pixel);

    private CandidateWindow Find(int x, int y, out ReadOnlySpan<int> listed)
    {
        CandidateWindow window = search.Find(x, y);
        listed = default;
        if (!window.IsListed) return window;
        listed = search.Listed(window);
        found.Keep(x, y, window, listed);
        return window;
    }
}

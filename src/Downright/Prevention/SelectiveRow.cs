using Downright.Analysis;

namespace Downright.Prevention;

/// <summary>Replaces the considered pixels of one row after the other, reading only the original image. One serves one thread.</summary>
internal abstract class SelectiveRow(CandidateSearch search, ConsideredPixels considered, PixelImage<byte> image)
{
    /// <summary>The number of pixels replaced so far.</summary>
    public long Replaced { get; private set; }

    /// <summary>How many of them took listed candidates.</summary>
    public long FallbackWindows { get; private set; }

    protected CandidateSearch Search { get; } = search;

    protected ConsideredPixels Considered { get; } = considered;

    protected PixelImage<byte> Image { get; } = image;

    /// <summary>Replaces the considered pixels of row <paramref name="y"/>.</summary>
    /// <param name="y">The row.</param>
    /// <param name="row">Its samples in the result, which start as the original's.</param>
    public void Replace(int y, Span<byte> row)
    {
        if (Considered.Row(y) is not { } columns) return;
        foreach (int x in columns.Columns)
        {
            CandidateWindow window = Search.Find(x, y);
            if (window.Count == 0) continue;
            Replace(window, x, y, row.Slice(x * Image.Channels, Image.Channels));
            Replaced++;
            if (window.IsListed) FallbackWindows++;
        }
    }

    /// <summary>Replaces one pixel by its window's candidates.</summary>
    protected abstract void Replace(CandidateWindow window, int x, int y, Span<byte> pixel);
}

using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Selective median filter (Quiring et al. 2020, defence 2; docs/methods/selective-median.md): per channel the lower median of the candidates, the value of
/// rank (n − 1) div 2, which always is one of theirs. The histograms of a row's windows slide along it.
/// </summary>
internal sealed class SelectiveMedianRow : SelectiveRow
{
    private readonly ByteHistogram[] _sliding = Histograms();
    private readonly ByteHistogram[] _listed = Histograms();
    private CandidateWindow _at;

    public SelectiveMedianRow(CandidateSearch search, FoundWindows found, ConsideredPixels considered)
        : base(search, found, considered)
    {
    }

    public override void Begin(PixelImage<byte> image, ulong key)
    {
        base.Begin(image, key);
        _at = default;
    }

    protected override void Replace(CandidateWindow window, ReadOnlySpan<int> listed, int x, int y, Span<byte> pixel)
    {
        if (window.IsListed) Fill(listed);
        else Slide(window);

        ByteHistogram[] histograms = window.IsListed ? _listed : _sliding;
        for (int channel = 0; channel < pixel.Length; channel++) pixel[channel] = histograms[channel].Ranked((window.Count - 1) / 2);
    }

    private static ByteHistogram[] Histograms() => [.. Enumerable.Range(0, 4).Select(_ => new ByteHistogram())];

    private void Fill(ReadOnlySpan<int> listed)
    {
        foreach (ByteHistogram histogram in _listed) histogram.Clear();
        ReadOnlySpan<byte> pixels = Image.Pixels.Span;
        foreach (int index in listed)
        {
            var (row, column) = Math.DivRem(index, Image.Width);
            int sample = (row * Image.Stride) + (column * Image.Channels);
            for (int channel = 0; channel < Image.Channels; channel++) _listed[channel].Add(pixels[sample + channel]);
        }
    }

    private void Slide(CandidateWindow window)
    {
        bool sameRows = window.Top == _at.Top && window.Bottom == _at.Bottom;
        if (sameRows && window.Left >= _at.Left && window.Left < _at.Right && window.Right >= _at.Right)
        {
            Count(window.Top, window.Bottom, _at.Right, window.Right, adds: true);
            Count(window.Top, window.Bottom, _at.Left, window.Left, adds: false);
        }
        else
        {
            foreach (ByteHistogram histogram in _sliding) histogram.Clear();
            Count(window.Top, window.Bottom, window.Left, window.Right, adds: true);
        }

        _at = window;
    }

    private void Count(int top, int bottom, int left, int right, bool adds)
    {
        ReadOnlySpan<byte> pixels = Image.Pixels.Span;
        for (int row = top; row < bottom; row++)
        {
            ColumnSet? columns = Considered.Row(row);
            for (int column = left; column < right; column++)
            {
                if (columns is not null && columns.Contains(column)) continue;
                int sample = (row * Image.Stride) + (column * Image.Channels);
                for (int channel = 0; channel < Image.Channels; channel++)
                {
                    if (adds) _sliding[channel].Add(pixels[sample + channel]);
                    else _sliding[channel].Remove(pixels[sample + channel]);
                }
            }
        }
    }
}

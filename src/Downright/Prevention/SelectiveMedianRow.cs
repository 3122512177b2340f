using System.Runtime.Intrinsics;
using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Selective median filter (Quiring et al. 2020, defence 2; docs/methods/selective-median.md): per channel the lower median of the candidates, the value of
/// rank (n − 1) div 2, which always is one of theirs. The histograms of a row's windows slide along it.
/// </summary>
internal sealed class SelectiveMedianRow : SelectiveRow
{
    private readonly ByteHistogram[] _sliding = [.. Enumerable.Range(0, 4).Select(_ => new ByteHistogram())];
    private byte[] _listed = [];
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
        int rank = (window.Count - 1) / 2;
        if (window.IsListed)
        {
            int length = Gather(listed);
            for (int channel = 0; channel < pixel.Length; channel++) pixel[channel] = OrderStatistic.Ranked(_listed.AsSpan(channel * length, length), rank);
        }
        else
        {
            Slide(window);
            for (int channel = 0; channel < pixel.Length; channel++) pixel[channel] = _sliding[channel].Ranked(rank);
        }
    }

    /// <summary>The listed pixels' samples by channel, and so many of each channel, filled up to whole vectors.</summary>
    private int Gather(ReadOnlySpan<int> listed)
    {
        int length = (listed.Length + Vector256<byte>.Count - 1) / Vector256<byte>.Count * Vector256<byte>.Count, channels = Image.Channels;
        if (_listed.Length < length * channels) _listed = new byte[length * channels];
        int padding = Image.Stride - (Image.Width * channels);
        ReadOnlySpan<byte> pixels = Image.Pixels.Span;
        Span<byte> samples = _listed.AsSpan(0, length * channels);
        samples.Fill(byte.MaxValue);
        for (int i = 0; i < listed.Length; i++)
        {
            int sample = (listed[i] * channels) + (padding == 0 ? 0 : listed[i] / Image.Width * padding);
            ReadOnlySpan<byte> pixel = pixels.Slice(sample, channels);
            for (int channel = 0; channel < pixel.Length; channel++) samples[(channel * length) + i] = pixel[channel];
        }

        return length;
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

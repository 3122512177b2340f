using System.Runtime.InteropServices;
using Downright.Analysis;

namespace Downright.Prevention;

/// <summary>
/// Selective mean filter (docs/methods/selective-mean.md): per channel the mean of the candidates, to the nearest grey
/// level, halves up. The considered pixels of an output share its cell, whose mean is taken once.
/// </summary>
internal sealed class SelectiveMeanRow(CandidateSearch search, FoundWindows found, ConsideredPixels considered) : SelectiveRow(search, found, considered)
{
    private readonly (CandidateWindow Window, uint Mean)[] _last = new (CandidateWindow, uint)[considered.Operator.SourceSize.Width];
    private readonly long[] _sums = new long[4];

    public override void Begin(PixelImage<byte> image, ulong key)
    {
        base.Begin(image, key);
        Array.Clear(_last);
    }

    protected override void Replace(CandidateWindow window, ReadOnlySpan<int> listed, int x, int y, Span<byte> pixel)
    {
        ref var last = ref _last[window.Left];
        if (last.Window != window)
        {
            Array.Clear(_sums);
            if (window.IsListed) AddListed(listed);
            else AddOutside(window);
            uint mean = 0;
            Span<byte> bytes = MemoryMarshal.AsBytes(new Span<uint>(ref mean));
            for (int channel = 0; channel < pixel.Length; channel++) bytes[channel] = (byte)(((2 * _sums[channel]) + window.Count) / (2L * window.Count));
            last = (window, mean);
        }

        MemoryMarshal.AsBytes(new Span<uint>(ref last.Mean))[..pixel.Length].CopyTo(pixel);
    }

    private void AddListed(ReadOnlySpan<int> listed)
    {
        foreach (int index in listed)
        {
            var (row, column) = Math.DivRem(index, Image.Width);
            Add(Image.Row(row), column);
        }
    }

    private void AddOutside(CandidateWindow window)
    {
        for (int row = window.Top; row < window.Bottom; row++)
        {
            ReadOnlySpan<byte> samples = Image.Row(row);
            ColumnSet? columns = Considered.Row(row);
            for (int column = window.Left; column < window.Right; column++)
                if (columns is null || !columns.Contains(column)) Add(samples, column);
        }
    }

    private void Add(ReadOnlySpan<byte> row, int column)
    {
        int channels = Image.Channels;
        for (int channel = 0; channel < channels; channel++) _sums[channel] += row[(column * channels) + channel];
    }
}

using System.Buffers;
using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// The selective mean filter where the considered pixels are rows × columns: the rows of a cell are summed column by
/// column, considered rows apart from the others, and the sums along each cell are its mean, for all considered pixels in
/// it at once. Compiled once, used for any number of images and threads.
/// </summary>
internal sealed class CellMeans
{
    private readonly ConsideredPixels _considered;
    private readonly AxisWindows _rows;
    private readonly ColumnSet _set;
    private readonly (int From, int To, int Others)[] _cells;
    private readonly int[] _cellOf;

    private CellMeans(ConsideredPixels considered, ColumnSet set, AxisWindows columns, AxisWindows rows)
    {
        _considered = considered;
        _rows = rows;
        _set = set;
        (int From, int To)[] windows = Array.ConvertAll(set.Columns, x => (columns.From[x], columns.To[x]));
        (int From, int To)[] distinct = [.. windows.Distinct()];
        var places = distinct.Index().ToDictionary(cell => cell.Item, cell => cell.Index);
        _cellOf = Array.ConvertAll(windows, window => places[window]);
        _cells = Array.ConvertAll(distinct, cell => (cell.From, cell.To, set.CountOthers(cell.From, cell.To)));
    }

    /// <summary>Compiles; null where the considered pixels are not rows × columns, and where a window is its pixel alone.</summary>
    public static CellMeans? Of(ConsideredPixels considered, AxisWindows columns, AxisWindows rows)
    {
        int[] consideredRows = [.. Enumerable.Range(0, rows.From.Length).Where(y => considered.Row(y) is not null)];
        ColumnSet[] sets = [.. consideredRows.Select(y => considered.Row(y)!).Distinct()];
        if (considered.Mode != ConsideredMode.Support || sets is not [ColumnSet only]) return null;
        bool isAlone = consideredRows.Min(y => rows.To[y] - rows.From[y]) == 1 && only.Columns.Min(x => columns.To[x] - columns.From[x]) == 1;
        return isAlone ? null : new CellMeans(considered, only, columns, rows);
    }

    /// <summary>Writes the means of some rows' windows.</summary>
    /// <param name="image">The source image.</param>
    /// <param name="rows">Considered rows, ascending.</param>
    /// <param name="target">Where to write them.</param>
    /// <param name="cancellation">Stops between rows, the rest unwritten.</param>
    /// <returns>The number of pixels written, and how many of them took all pixels of their window.</returns>
    public (long Replaced, long FallbackWindows) Replace(PixelImage<byte> image, ReadOnlySpan<int> rows, in PixelTarget target, CancellationToken cancellation)
    {
        int channels = image.Channels, samples = image.Width * channels;
        uint[] sums = ArrayPool<uint>.Shared.Rent(2 * samples);
        byte[] means = ArrayPool<byte>.Shared.Rent(_cells.Length * channels);
        bool[] fallsBack = ArrayPool<bool>.Shared.Rent(_cells.Length);
        (int Top, int Bottom) summed = default;
        long replaced = 0, fallbacks = 0;
        foreach (int y in rows)
        {
            if (cancellation.IsCancellationRequested) break;
            var window = (_rows.From[y], _rows.To[y]);
            if (window != summed)
            {
                var (others, considered) = Sum(image, window, sums.AsSpan(0, samples), sums.AsSpan(samples, samples));
                for (int cell = 0; cell < _cells.Length; cell++)
                    fallsBack[cell] = Mean(cell, others, considered, channels, sums.AsSpan(0, samples), sums.AsSpan(samples, samples), means.AsSpan(cell * channels, channels));
                summed = window;
            }

            Span<byte> to = target.Row(y);
            for (int i = 0; i < _cellOf.Length; i++)
            {
                int place = target.Column(_set.Columns[i]), cell = _cellOf[i];
                if (place < 0) continue;
                for (int channel = 0; channel < channels; channel++) to[(place * channels) + channel] = means[(cell * channels) + channel];
                replaced++;
                if (fallsBack[cell]) fallbacks++;
            }
        }

        ArrayPool<bool>.Shared.Return(fallsBack);
        ArrayPool<byte>.Shared.Return(means);
        ArrayPool<uint>.Shared.Return(sums);
        return (replaced, fallbacks);
    }

    /// <summary>Sums the rows of a window, those without considered pixels and those with them.</summary>
    private (int Others, int Considered) Sum(PixelImage<byte> image, (int Top, int Bottom) window, Span<uint> others, Span<uint> considered)
    {
        others.Clear();
        considered.Clear();
        int count = 0;
        for (int row = window.Top; row < window.Bottom; row++)
        {
            bool isConsidered = _considered.Row(row) is not null;
            RowSums.Add(isConsidered ? considered : others, image.Row(row));
            if (isConsidered) count++;
        }

        return (window.Bottom - window.Top - count, count);
    }

    /// <summary>The mean of a cell's candidates.</summary>
    /// <returns>Whether these are all its pixels.</returns>
    private bool Mean(int index, int otherRows, int consideredRows, int channels, ReadOnlySpan<uint> others, ReadOnlySpan<uint> considered, Span<byte> mean)
    {
        var (from, to, otherColumns) = _cells[index];
        long pixels = (long)(otherRows + consideredRows) * (to - from), count = ((long)otherRows * (to - from)) + ((long)consideredRows * otherColumns);
        bool all = 4 * count < 3 * pixels;
        if (all) count = pixels;
        Span<ulong> sums = stackalloc ulong[4];
        for (int column = from; column < to; column++)
        {
            bool adds = all || !_set.Contains(column);
            for (int channel = 0; channel < channels; channel++)
            {
                int i = (column * channels) + channel;
                sums[channel] += others[i] + (adds ? considered[i] : 0UL);
            }
        }

        for (int channel = 0; channel < channels; channel++) mean[channel] = (byte)(((2 * sums[channel]) + (ulong)count) / (2 * (ulong)count));
        return all;
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// The selective mean filter where the considered pixels are rows × columns: the rows of a cell are summed column by
/// column, considered rows where they count, and the sums along each cell are its mean, for all considered pixels in it at
/// once. Compiled once, used for any number of images and threads.
/// </summary>
internal sealed class CellMeans
{
    private readonly AxisWindows _rows;
    private readonly ColumnSet _set;
    private readonly int _width;
    private readonly bool[] _isConsidered;
    private readonly (int From, int To)[] _cells;
    private readonly int[] _cellOf;
    private readonly ConcurrentDictionary<(int Channels, int Others, int Considered), CellWeights> _weights = new();

    private CellMeans(ConsideredPixels considered, ColumnSet set, AxisWindows columns, AxisWindows rows)
    {
        _rows = rows;
        _set = set;
        _width = columns.From.Length;
        _isConsidered = [.. Enumerable.Range(0, rows.From.Length).Select(y => considered.Row(y) is not null)];
        (int From, int To)[] windows = Array.ConvertAll(set.Columns, x => (columns.From[x], columns.To[x]));
        _cells = [.. windows.Distinct()];
        var places = _cells.Index().ToDictionary(cell => cell.Item, cell => cell.Index);
        _cellOf = Array.ConvertAll(windows, window => places[window]);
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
        int channels = image.Channels;
        byte[] means = ArrayPool<byte>.Shared.Rent(_cells.Length * channels), pixels = ArrayPool<byte>.Shared.Rent(_cellOf.Length * channels);
        int[] rented = ArrayPool<int>.Shared.Rent(_cellOf.Length);
        Span<int> places = rented.AsSpan(0, _cellOf.Length);
        bool areNeighbours = target.Find(_set.Columns, places);
        int placed = places.Length - places.Count(-1), fallsBack = 0;
        (int Top, int Bottom) summed = default;
        long replaced = 0, fallbacks = 0;
        foreach (int y in rows)
        {
            if (cancellation.IsCancellationRequested) break;
            var window = (_rows.From[y], _rows.To[y]);
            if (window != summed)
            {
                CellWeights weights = WeightsOf(channels, window);
                Mean(image, window, weights, means);
                fallsBack = 0;
                PixelCopy.Run(means, _cellOf, pixels, to: [], channels);
                for (int i = 0; i < places.Length; i++)
                    if (places[i] >= 0 && weights.TakesAll[_cellOf[i]]) fallsBack++;

                summed = window;
            }

            target.Write(y, places, areNeighbours, pixels);
            replaced += placed;
            fallbacks += fallsBack;
        }

        ArrayPool<int>.Shared.Return(rented);
        ArrayPool<byte>.Shared.Return(pixels);
        ArrayPool<byte>.Shared.Return(means);
        return (replaced, fallbacks);
    }

    /// <summary>The means of the cells in some rows.</summary>
    private void Mean(PixelImage<byte> image, (int Top, int Bottom) window, CellWeights weights, Span<byte> means)
    {
        int channels = image.Channels, samples = image.Width * channels;
        ushort[] sums = ArrayPool<ushort>.Shared.Rent(samples + CellSums.Slack);
        ulong[] totals = ArrayPool<ulong>.Shared.Rent(_cells.Length * CellSums.Totals);
        totals.AsSpan(0, _cells.Length * CellSums.Totals).Clear();
        for (int top = window.Top; top < window.Bottom; top += MaskedRowSums.MostRows)
        {
            ReadOnlySpan<bool> isMasked = _isConsidered.AsSpan(top..Math.Min(window.Bottom, top + MaskedRowSums.MostRows));
            MaskedRowSums.Of(image.Pixels.Span[(top * image.Stride)..], image.Stride, isMasked, weights.Mask, sums.AsSpan(0, samples));
            CellSums.Add(sums, _cells, channels, totals);
        }

        int i = 0;
        for (int cell = 0; cell < _cells.Length; cell++)
            for (int channel = 0; channel < channels; channel++) means[i++] = weights.Quotients[cell].Of(totals[(cell * CellSums.Totals) + channel]);
        ArrayPool<ulong>.Shared.Return(totals);
        ArrayPool<ushort>.Shared.Return(sums);
    }

    private CellWeights WeightsOf(int channels, (int Top, int Bottom) window)
    {
        int considered = _isConsidered.AsSpan(window.Top..window.Bottom).Count(true);
        var key = (channels, Others: window.Bottom - window.Top - considered, considered);
        return _weights.TryGetValue(key, out CellWeights? known) ? known
            : _weights.GetOrAdd(key, new CellWeights(_cells, _set, _width, channels, key.Others, considered));
    }
}

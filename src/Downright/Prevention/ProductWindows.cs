using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// The windows where the considered pixels are rows × columns. Most are plain: their candidates are simply the window's
/// pixels outside P. Those that are nearly all considered are crowded.
/// </summary>
internal sealed class ProductWindows
{
    private readonly Dictionary<(int, int), int[]> _crowded = [];
    private readonly bool _fallsBack;

    private ProductWindows(WindowGeometry geometry, int[] columns, bool fallsBack)
    {
        Geometry = geometry;
        Columns = columns;
        _fallsBack = fallsBack;
    }

    /// <summary>Whether at least half of the windows are plain.</summary>
    public bool ArePlain { get; private set; }

    /// <summary>The windows.</summary>
    public WindowGeometry Geometry { get; }

    /// <summary>The considered columns of a considered row, ascending.</summary>
    public int[] Columns { get; }

    /// <summary>The windows of considered pixels that are rows × columns; null where they are not.</summary>
    public static ProductWindows? Of(ConsideredPixels considered, int halfWidth, int halfHeight)
    {
        ImageSize size = considered.Operator.SourceSize;
        ColumnSet?[] sets = [.. Enumerable.Range(0, size.Height).Select(considered.Row)];
        ColumnSet[] distinct = [.. sets.OfType<ColumnSet>().Distinct()];
        if (distinct is not [ColumnSet only]) return null;

        var columns = new bool[size.Width];
        foreach (int x in only.Columns) columns[x] = true;
        var geometry = new WindowGeometry(size, Array.ConvertAll(sets, set => set is not null), columns, halfWidth, halfHeight);
        var windows = new ProductWindows(geometry, only.Columns, considered.Mode == ConsideredMode.Support);
        long crowded = 0, rows = 0;
        for (int y = 0; y < size.Height; y++)
        {
            if (!geometry.Rows[y]) continue;
            crowded += windows.Crowd(y, only).Length;
            rows++;
        }

        windows.ArePlain = 2 * crowded <= rows * only.Columns.Length;
        return windows;
    }

    /// <summary>The considered columns of a considered row whose windows are crowded.</summary>
    public ReadOnlySpan<int> Crowded(int y) => _crowded[Geometry.CountRows(y)];

    /// <summary>Compiles the medians; null where each window is searched by itself.</summary>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="influence">What the pixels of crowded windows weigh.</param>
    public WindowMedians? MediansFor(int channels, PixelInfluence influence) =>
        _fallsBack ? WindowMedians.Of(Geometry, channels, VectorLadder.Widest, new WindowWeights([.. influence.Vertical.Weights], [.. influence.Horizontal.Weights]))
        : ArePlain ? WindowMedians.Of(Geometry, channels, VectorLadder.Widest)
        : null;

    private int[] Crowd(int y, ColumnSet set)
    {
        var rows = Geometry.CountRows(y);
        if (_crowded.TryGetValue(rows, out int[]? known)) return known;
        return _crowded[rows] = Array.FindAll(Columns, x =>
        {
            int left = Math.Max(0, x - Geometry.HalfWidth), right = (int)Math.Min(Geometry.Size.Width, (long)x + Geometry.HalfWidth + 1);
            long pixels = (long)(rows.Free + rows.Replaced) * (right - left);
            long candidates = ((long)rows.Free * (right - left)) + ((long)rows.Replaced * set.CountOthers(left, right));
            return _fallsBack ? 2 * candidates < pixels : candidates == 0;
        });
    }
}

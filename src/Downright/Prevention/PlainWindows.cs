using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Where the considered pixels are rows × columns, most windows need no search: their candidates are simply the window's
/// pixels outside P. This says which, and finds the few columns of a row whose windows are nearly all considered.
/// </summary>
internal sealed class PlainWindows
{
    private readonly Dictionary<(int, int), int[]> _searched = [];

    private PlainWindows(WindowGeometry geometry, int[] columns)
    {
        Geometry = geometry;
        Columns = columns;
    }

    /// <summary>Whether at least half of the windows need no search.</summary>
    public bool AreMost { get; private set; }

    /// <summary>The windows.</summary>
    public WindowGeometry Geometry { get; }

    /// <summary>The considered columns of a considered row, ascending.</summary>
    public int[] Columns { get; }

    /// <summary>The windows of considered pixels that are rows × columns; null where they are not.</summary>
    public static PlainWindows? Of(ConsideredPixels considered, int halfWidth, int halfHeight)
    {
        ImageSize size = considered.Operator.SourceSize;
        ColumnSet?[] sets = [.. Enumerable.Range(0, size.Height).Select(considered.Row)];
        ColumnSet[] distinct = [.. sets.OfType<ColumnSet>().Distinct()];
        if (distinct is not [ColumnSet only]) return null;

        var columns = new bool[size.Width];
        foreach (int x in only.Columns) columns[x] = true;
        var plain = new PlainWindows(new WindowGeometry(size, Array.ConvertAll(sets, set => set is not null), columns, halfWidth, halfHeight), only.Columns);
        long searched = 0, rows = 0;
        for (int y = 0; y < size.Height; y++)
        {
            if (!plain.Geometry.Rows[y]) continue;
            searched += plain.Search(y, only, considered.Mode == ConsideredMode.Support).Length;
            rows++;
        }

        plain.AreMost = 2 * searched <= rows * only.Columns.Length;
        return plain;
    }

    /// <summary>The considered columns of a considered row whose windows need a search.</summary>
    public ReadOnlySpan<int> Searched(int y) => _searched[Geometry.CountRows(y)];

    private int[] Search(int y, ColumnSet set, bool fallsBack)
    {
        var rows = Geometry.CountRows(y);
        if (_searched.TryGetValue(rows, out int[]? known)) return known;
        return _searched[rows] = Array.FindAll(Columns, x =>
        {
            int left = Math.Max(0, x - Geometry.HalfWidth), right = (int)Math.Min(Geometry.Size.Width, (long)x + Geometry.HalfWidth + 1);
            long pixels = (long)(rows.Free + rows.Replaced) * (right - left);
            long candidates = ((long)rows.Free * (right - left)) + ((long)rows.Replaced * set.CountOthers(left, right));
            return fallsBack ? 2 * candidates < pixels : candidates == 0;
        });
    }
}

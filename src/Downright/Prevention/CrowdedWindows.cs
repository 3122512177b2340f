using System.Runtime.InteropServices;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Where the considered pixels are rows × columns, but most windows need a search, which small ratios do. What it finds
/// depends on the sizes alone, and repeats itself from row to row where the ratio is a simple fraction: one row of each form
/// is searched, once for all images.
/// </summary>
internal sealed class CrowdedWindows
{
    private readonly SelectiveFilter _filter;
    private readonly PlainWindows _windows;

    public CrowdedWindows(SelectiveFilter filter, PlainWindows windows)
    {
        _filter = filter;
        _windows = windows;
    }

    /// <summary>The considered columns of a considered row, ascending.</summary>
    public int[] Columns => _windows.Columns;

    /// <summary>How many windows of a considered row take listed candidates.</summary>
    public int Listed(int y) => _windows.Searched(y).Length;

    /// <summary>Compiles the medians; null where there are too many forms, or windows that grow.</summary>
    /// <param name="channels">1, 3 or 4.</param>
    public WindowMedians? MediansFor(int channels)
    {
        WindowGeometry geometry = _windows.Geometry;
        var formOf = new int[geometry.Size.Height];
        List<int> rowOf = [];
        Dictionary<string, int> forms = [];
        for (int y = 0; y < formOf.Length; y++)
        {
            if (!geometry.Rows[y]) continue;
            string key = KeyOf(y);
            if (forms.TryAdd(key, rowOf.Count)) rowOf.Add(y);
            formOf[y] = forms[key];
        }

        CandidateSearch search = _filter.NewSearch();
        return WindowMedians.Of(geometry, channels, VectorLadder.Widest, new WindowCandidates(formOf, [.. rowOf], (x, y) => _filter.CandidatesOf(search, x, y)));
    }

    /// <summary>What a row's windows depend on: where they are cut off, and the weights and kinds of their rows.</summary>
    private string KeyOf(int y)
    {
        var (top, bottom) = _windows.Geometry.RowsAround(y);
        string kinds = string.Concat(_windows.Geometry.Rows[top..bottom].Select(row => row ? '1' : '0'));
        return $"{y - top} {kinds} {Convert.ToHexString(MemoryMarshal.AsBytes(_filter.Influence.Vertical.Weights[top..bottom]))}";
    }
}

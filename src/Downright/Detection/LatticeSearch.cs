using System.Collections.Concurrent;

namespace Downright.Detection;

/// <summary>
/// Which target sizes and scalers an image may have been attacked for (docs/methods/lattice-search.md): the pairs of axes
/// that fit best, and the sizes that models use if they fit at all. What is hidden there, <see cref="OperatorResidual"/> tells.
/// </summary>
internal sealed class LatticeSearch
{
    /// <summary>How many pairs of axes, and how many common sizes, are looked into.</summary>
    private const int Pairs = 4, CommonSizes = 8;

    /// <summary>How many numbers of outputs of each axis and kind are paired.</summary>
    private const int Best = 4;

    /// <summary>Templates beyond so many floats (64 MiB) are dropped and drawn again when needed.</summary>
    private const long MostKept = 1 << 24;

    /// <summary>Sides of the square inputs of common models.</summary>
    private static readonly int[] Common =
        [32, 48, 64, 96, 112, 128, 160, 192, 200, 224, 227, 240, 256, 260, 288, 299, 300, 320, 331, 336, 340, 360, 380, 384, 400, 416, 448, 480, 512, 518, 528, 600, 608, 640, 768, 800, 896, 1024];

    private readonly ConcurrentDictionary<int, Lazy<LatticeAxis>> _axes = new();

    /// <summary>The hypotheses, the likeliest first, each once.</summary>
    public IReadOnlyList<(ImageSize Size, LatticeKind Kind)> Find(GreyPlane grey)
    {
        LatticeMatch[] rows = AxisOf(grey.Size.Height).Match(DetailProfiles.Rows(grey));
        LatticeMatch[] columns = AxisOf(grey.Size.Width).Match(DetailProfiles.Columns(grey));
        var pairs =
            from kind in Enum.GetValues<LatticeKind>()
            from row in BestOf(rows, kind)
            from column in BestOf(columns, kind)
            select (Size: new ImageSize(column.Outputs, row.Outputs), kind, Fit: row.Fit + column.Fit);
        var common =
            from side in Common
            from kind in Enum.GetValues<LatticeKind>()
            let at = LatticeAxis.IndexOf(side, kind)
            where at < Math.Min(rows.Length, columns.Length)
            select (Size: new ImageSize(side, side), kind, Fit: rows[at].Fit + columns[at].Fit);
        return [.. pairs.OrderByDescending(pair => pair.Fit).Take(Pairs)
            .Concat(common.OrderByDescending(pair => pair.Fit).Take(CommonSizes))
            .Select(pair => (pair.Size, pair.kind)).Distinct()];
    }

    /// <summary>The best matches of a kind, the best first; of equals those of fewer outputs.</summary>
    private static LatticeMatch[] BestOf(LatticeMatch[] matches, LatticeKind kind)
    {
        var best = new LatticeMatch[Best];
        int found = 0;
        for (int i = (int)kind; i < matches.Length; i += LatticeAxis.Kinds)
        {
            if (found == Best && matches[i].Fit <= best[^1].Fit) continue;
            int at = found < Best ? found++ : Best - 1;
            for (; at > 0 && best[at - 1].Fit < matches[i].Fit; at--) best[at] = best[at - 1];
            best[at] = matches[i];
        }

        return best[..found];
    }

    private LatticeAxis AxisOf(int length)
    {
        if (_axes.Values.Sum(axis => axis.IsValueCreated ? axis.Value.Kept : 0) > MostKept) _axes.Clear();
        return _axes.GetOrAdd(length, static length => new Lazy<LatticeAxis>(() => new LatticeAxis(length))).Value;
    }
}

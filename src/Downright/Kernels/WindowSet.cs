namespace Downright.Kernels;

/// <summary>The windows of the columns at one offset from their anchors: what <see cref="BitSelection"/> needs to know.</summary>
internal sealed class WindowSet
{
    private readonly List<byte[]> _masks;
    private readonly int[] _countsFree;
    private readonly int[] _countsReplaced;

    /// <param name="columns">How columns map to lanes.</param>
    /// <param name="offset">The offset.</param>
    /// <param name="weights">The weights of the image's columns; null where windows take all pixels outside the replaced rows and columns.</param>
    public WindowSet(WindowColumns columns, int offset, double[]? weights)
    {
        Columns = columns;
        Targets = [.. Enumerable.Range(0, columns.Lanes).Select(lane => columns.Column(lane, offset))];

        // The first mask has no lanes: what fills up the elements of a window takes no part.
        _masks = [new byte[columns.LaneBytes]];
        List<(int Place, int[] Columns)> free = columns.Elements(offset, withoutReplaced: false);
        (Free, FreeMasks, _countsFree) = Elements(free);
        (Replaced, ReplacedMasks, _countsReplaced) = Elements(columns.Elements(offset, withoutReplaced: true));
        Masks = [.. _masks.SelectMany(mask => mask)];
        Own = Array.IndexOf(Free, columns.Place(shift: 0, offset));
        ReplacedMaskOfFree = Array.ConvertAll(Free, place => Array.IndexOf(Replaced, place) is >= 0 and var i ? ReplacedMasks[i] : 0);
        Lanes = (Targets.Length + LightestPixels.Group - 1) / LightestPixels.Group * LightestPixels.Group;
        (Weights, WeightOf) = weights is null ? ([], []) : Weigh(free, weights);
    }

    /// <summary>How columns map to lanes.</summary>
    public WindowColumns Columns { get; }

    /// <summary>The column of each lane; −1 where there is none.</summary>
    public int[] Targets { get; }

    /// <summary>The places of a row's elements in its plane row, where no column is left out.</summary>
    public int[] Free { get; }

    /// <summary>Where their masks lie.</summary>
    public int[] FreeMasks { get; }

    /// <summary>The places of a row's elements in its plane row, where replaced columns are left out.</summary>
    public int[] Replaced { get; }

    /// <summary>Where their masks lie.</summary>
    public int[] ReplacedMasks { get; }

    /// <summary>Where the elements' masks lie in a row where replaced columns are left out, for all elements of <see cref="Free"/>.</summary>
    public int[] ReplacedMaskOfFree { get; }

    /// <summary>The element of <see cref="Free"/> that is the lanes' own column.</summary>
    public int Own { get; }

    /// <summary>The masks.</summary>
    public byte[] Masks { get; }

    /// <summary>The lanes, whole groups of <see cref="LightestPixels"/>.</summary>
    public int Lanes { get; }

    /// <summary>The weights of the windows' columns, as <see cref="LightestPixels"/> takes them.</summary>
    public double[] Weights { get; }

    /// <summary>For each element of <see cref="Free"/> and lane the place of its column's weight, −1 where it has none.</summary>
    public int[] WeightOf { get; }

    /// <summary>The largest number of elements of a window.</summary>
    public int MostElements((int Free, int Replaced) rows) => (rows.Free * Free.Length) + (rows.Replaced * Replaced.Length);

    /// <summary>Whether some window has fewer pixels outside the replaced rows and columns than inside, and what the smallest such window has.</summary>
    /// <param name="rows">The rows of the window.</param>
    /// <param name="leastPixels">The pixels of the smallest one.</param>
    public bool AreCrowded((int Free, int Replaced) rows, out long leastPixels)
    {
        leastPixels = long.MaxValue;
        for (int lane = 0; lane < Targets.Length; lane++)
            if (IsCrowded(rows, lane)) leastPixels = Math.Min(leastPixels, Pixels(rows, lane));
        return leastPixels < long.MaxValue;
    }

    /// <summary>How many pixels of each lane's window come up to the lower median of their weights, where it is crowded; 0 elsewhere.</summary>
    /// <param name="rows">The rows of the window.</param>
    /// <param name="ranks">The numbers.</param>
    public void Ranks((int Free, int Replaced) rows, Span<long> ranks)
    {
        for (int lane = 0; lane < Targets.Length; lane++) ranks[lane] = IsCrowded(rows, lane) ? (Pixels(rows, lane) + 1) / 2 : 0;
    }

    /// <summary>How many pixels of each lane's window lie outside the replaced rows and columns.</summary>
    /// <param name="rows">The rows of the window.</param>
    /// <param name="counts">The numbers.</param>
    public void Candidates((int Free, int Replaced) rows, Span<long> counts)
    {
        for (int lane = 0; lane < Targets.Length; lane++) counts[lane] = Candidates(rows, lane);
    }

    /// <summary>The bits of each lane's −1 − rank.</summary>
    /// <param name="rows">The rows of the window.</param>
    /// <param name="levels">The number of bits.</param>
    public byte[] Starts((int Free, int Replaced) rows, int levels) => Columns.Starts(
        [.. Enumerable.Range(0, Targets.Length).Select(lane => (int)Candidates(rows, lane))], levels);

    private bool IsCrowded((int Free, int Replaced) rows, int lane) => 2 * Candidates(rows, lane) < Pixels(rows, lane);

    private long Pixels((int Free, int Replaced) rows, int lane) => (long)(rows.Free + rows.Replaced) * _countsFree[lane];

    private long Candidates((int Free, int Replaced) rows, int lane) => ((long)rows.Free * _countsFree[lane]) + ((long)rows.Replaced * _countsReplaced[lane]);

    /// <summary>Each lane has a weight for each column of its window, from left to right, wherever its elements lie.</summary>
    private (double[] Weights, int[] WeightOf) Weigh(List<(int Place, int[] Columns)> elements, double[] weights)
    {
        int most = _countsFree.Max();
        var all = new double[most * Lanes];
        var weightOf = new int[elements.Count * Lanes];
        Array.Fill(all, LightestPixels.Nothing);
        Array.Fill(weightOf, -1);
        for (int lane = 0; lane < Targets.Length; lane++)
        {
            int first = elements.Min(element => element.Columns[lane] < 0 ? int.MaxValue : element.Columns[lane]);
            for (int i = 0; i < elements.Count; i++)
            {
                int column = elements[i].Columns[lane];
                if (column < 0) continue;
                weightOf[(i * Lanes) + lane] = ((column - first) * Lanes) + lane;
                all[((column - first) * Lanes) + lane] = weights[column];
            }
        }

        return (all, weightOf);
    }

    private (int[] Places, int[] Masks, int[] Counts) Elements(List<(int Place, int[] Columns)> elements)
    {
        var counts = new int[Targets.Length];
        var masks = new int[elements.Count];
        for (int i = 0; i < masks.Length; i++)
        {
            var mask = new byte[Columns.LaneBytes];
            int[] columns = elements[i].Columns;
            for (int lane = 0; lane < columns.Length; lane++)
            {
                if (columns[lane] < 0) continue;
                Columns.Set(mask, lane);
                counts[lane]++;
            }

            masks[i] = PlaceOf(mask);
        }

        return ([.. elements.Select(element => element.Place)], masks, counts);
    }

    /// <summary>Most masks are the same, that of all lanes.</summary>
    private int PlaceOf(byte[] mask)
    {
        int known = _masks.FindLastIndex(other => other.AsSpan().SequenceEqual(mask));
        if (known < 0)
        {
            known = _masks.Count;
            _masks.Add(mask);
        }

        return known * Columns.LaneBytes;
    }
}

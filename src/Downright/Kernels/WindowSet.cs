namespace Downright.Kernels;

/// <summary>The windows of the columns at one offset from their anchors: what <see cref="BitSelection"/> needs to know.</summary>
internal sealed class WindowSet
{
    private readonly List<byte[]> _masks;
    private readonly int[] _countsFree;
    private readonly int[] _countsReplaced;

    public WindowSet(WindowColumns columns, int offset)
    {
        Columns = columns;
        Targets = [.. Enumerable.Range(0, columns.Lanes).Select(lane => columns.Column(lane, offset))];

        // The first mask has no lanes: what fills up the elements of a window takes no part.
        _masks = [new byte[columns.LaneBytes]];
        (Free, FreeMasks, _countsFree) = Elements(columns.Elements(offset, withoutReplaced: false));
        (Replaced, ReplacedMasks, _countsReplaced) = Elements(columns.Elements(offset, withoutReplaced: true));
        Masks = [.. _masks.SelectMany(mask => mask)];
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

    /// <summary>The masks.</summary>
    public byte[] Masks { get; }

    /// <summary>The largest number of elements of a window.</summary>
    public int MostElements((int Free, int Replaced) rows) => (rows.Free * Free.Length) + (rows.Replaced * Replaced.Length);

    /// <summary>The bits of each lane's −1 − rank.</summary>
    /// <param name="rows">The rows of the window.</param>
    /// <param name="levels">The number of bits.</param>
    public byte[] Starts((int Free, int Replaced) rows, int levels) => Columns.Starts(
        [.. _countsFree.Zip(_countsReplaced, (free, replaced) => (rows.Free * free) + (rows.Replaced * replaced))], levels);

    private (int[] Places, int[] Masks, int[] Counts) Elements(List<(int Place, bool[] Lanes)> elements)
    {
        var counts = new int[Targets.Length];
        var masks = new int[elements.Count];
        for (int i = 0; i < masks.Length; i++)
        {
            var mask = new byte[Columns.LaneBytes];
            bool[] lanes = elements[i].Lanes;
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                if (!lanes[lane]) continue;
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

namespace Downright.Kernels;

/// <summary>
/// The elements of a <see cref="WindowSet"/>'s windows in the rows of one form, for candidates of any kind: only those that
/// are a candidate of some lane, each with a mask of its own.
/// </summary>
internal sealed class WindowForm
{
    private readonly int[] _places;
    private readonly int[] _rowEnds;

    private WindowForm(int[] places, int[] rowEnds, byte[] masks, int laneBytes, byte[] starts)
    {
        _places = places;
        _rowEnds = rowEnds;
        Masks = masks;
        Starts = starts;

        // The first mask has no lanes: what fills up the elements of a window takes no part.
        MaskOf = new int[(places.Length + BitSelection.Group - 1) / BitSelection.Group * BitSelection.Group];
        for (int i = 0; i < places.Length; i++) MaskOf[i] = (i + 1) * laneBytes;
    }

    /// <summary>The masks.</summary>
    public byte[] Masks { get; }

    /// <summary>Where each element's mask lies; a multiple of 8 of them.</summary>
    public int[] MaskOf { get; }

    /// <summary>The bits of each lane's −1 − rank.</summary>
    public byte[] Starts { get; }

    /// <summary>Compiles; null where a window has no candidate, or one beyond the geometry's window.</summary>
    /// <param name="set">The set.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="y">A row of the form.</param>
    /// <param name="candidatesOf">The candidates of the window at (x, y).</param>
    /// <param name="levels">The number of bits of a rank.</param>
    public static WindowForm? Of(WindowSet set, WindowGeometry geometry, int y, Func<int, int, int[]> candidatesOf, int levels)
    {
        var (top, bottom) = geometry.RowsAround(y);
        WindowColumns columns = set.Columns;
        int[] elements = set.Free;
        var masks = new byte[(bottom - top) * elements.Length][];
        var counts = new int[columns.Lanes];
        Dictionary<int, int> elementOf = [];
        for (int i = 0; i < elements.Length; i++) elementOf.Add(elements[i], i);
        for (int lane = 0; lane < columns.Lanes; lane++)
        {
            int x = set.Targets[lane];
            if (x < 0) continue;
            foreach (int index in candidatesOf(x, y))
            {
                var (row, column) = Math.DivRem(index, geometry.Size.Width);
                if (row < top || row >= bottom || Math.Abs(column - x) > geometry.HalfWidth) return null;
                columns.Set(masks[((row - top) * elements.Length) + elementOf[columns.PlaceAt(lane, column)]] ??= new byte[columns.LaneBytes], lane);
                counts[lane]++;
            }

            if (counts[lane] == 0) return null;
        }

        List<int> places = [];
        List<byte> all = [.. new byte[columns.LaneBytes]];
        var rowEnds = new int[bottom - top];
        for (int row = 0; row < rowEnds.Length; row++)
        {
            for (int i = 0; i < elements.Length; i++)
            {
                if (masks[(row * elements.Length) + i] is not { } mask) continue;
                places.Add(elements[i]);
                all.AddRange(mask);
            }

            rowEnds[row] = places.Count;
        }

        return new WindowForm([.. places], rowEnds, [.. all], columns.LaneBytes, columns.Starts(counts, levels));
    }

    /// <summary>Lists where the elements lie in the planes.</summary>
    /// <param name="planes">The planes.</param>
    /// <param name="top">The windows' first row.</param>
    /// <param name="elements">Where to list them, and what fills them up.</param>
    public void List(WindowPlanes planes, int top, Span<int> elements)
    {
        int i = 0;
        for (int row = 0; row < _rowEnds.Length; row++)
        {
            int place = planes.PlaceOf(top + row);
            for (; i < _rowEnds[row]; i++) elements[i] = place + _places[i];
        }

        elements[i..MaskOf.Length].Fill(planes.PlaceOf(top));
    }
}

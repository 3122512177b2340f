namespace Downright.Kernels;

/// <summary>
/// The elements of a <see cref="WindowSet"/>'s windows in the rows of one form, each with a mask of its own: only those that
/// are a candidate of some lane.
/// </summary>
internal sealed class WindowForm
{
    private readonly int[] _places;
    private readonly int[] _rowEnds;
    private readonly int _laneBytes;
    private int _rows;
    private int _count;

    /// <param name="rows">At most so many rows.</param>
    /// <param name="elements">At most so many elements.</param>
    /// <param name="laneBytes">Bytes of a mask.</param>
    /// <param name="startBytes">Bytes of all lanes' ranks.</param>
    public WindowForm(int rows, int elements, int laneBytes, int startBytes)
    {
        _rowEnds = new int[rows];
        _places = new int[elements];
        _laneBytes = laneBytes;
        Starts = new byte[startBytes];

        // The first mask has no lanes: what fills up the elements of a window takes no part.
        Masks = new byte[(elements + 1) * laneBytes];
        MaskOf = new int[Whole(elements)];
    }

    private WindowForm(WindowForm form)
        : this(form._rows, form._count, form._laneBytes, form.Starts.Length)
    {
        (_rows, _count) = (form._rows, form._count);
        form._rowEnds.AsSpan(0, _rows).CopyTo(_rowEnds);
        form._places.AsSpan(0, _count).CopyTo(_places);
        form.Masks.AsSpan(0, Masks.Length).CopyTo(Masks);
        form.MaskOf.AsSpan(0, MaskOf.Length).CopyTo(MaskOf);
        form.Starts.CopyTo(Starts, 0);
    }

    /// <summary>The masks.</summary>
    public byte[] Masks { get; }

    /// <summary>Where each element's mask lies.</summary>
    public int[] MaskOf { get; }

    /// <summary>The bits of each lane's −1 − rank.</summary>
    public byte[] Starts { get; }

    /// <summary>The elements and those that fill them up, a multiple of <see cref="BitSelection.Group"/>.</summary>
    public int Length => Whole(_count);

    /// <summary>The bytes that a copy takes.</summary>
    public long CopyBytes => ((_count + 1L) * _laneBytes) + Starts.Length + (sizeof(int) * ((2L * _count) + _rows));

    /// <summary>The mask that the next element gets.</summary>
    public Span<byte> NextMask => Masks.AsSpan((_count + 1) * _laneBytes, _laneBytes);

    /// <summary>Takes all elements out.</summary>
    public void Clear() => _rows = _count = 0;

    /// <summary>Adds an element with the mask written to <see cref="NextMask"/>.</summary>
    public void Add(int place)
    {
        MaskOf[_count] = (_count + 1) * _laneBytes;
        _places[_count++] = place;
    }

    /// <summary>Ends a row of the windows.</summary>
    public void EndRow()
    {
        _rowEnds[_rows++] = _count;
        MaskOf.AsSpan(_count..Whole(_count)).Clear();
    }

    /// <summary>A copy that takes no more memory than it needs.</summary>
    public WindowForm Copy() => new(this);

    /// <summary>Lists where the elements lie in the planes.</summary>
    /// <param name="planes">The planes.</param>
    /// <param name="top">The windows' first row.</param>
    /// <param name="elements">Where to list them, and what fills them up.</param>
    public void List(WindowPlanes planes, int top, Span<int> elements)
    {
        int i = 0;
        for (int row = 0; row < _rows; row++)
        {
            int place = planes.PlaceOf(top + row);
            for (; i < _rowEnds[row]; i++) elements[i] = place + _places[i];
        }

        elements[i..Length].Fill(planes.PlaceOf(top));
    }

    private static int Whole(int elements) => (elements + BitSelection.Group - 1) / BitSelection.Group * BitSelection.Group;
}

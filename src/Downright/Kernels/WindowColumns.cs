namespace Downright.Kernels;

/// <summary>
/// How the windows of a range of columns map to lanes, one lane a column and channel. Anchors cut the columns into blocks,
/// an anchor for each replaced column or run of them; column q of a window is element (shift, offset): the offset within
/// the block that lies so many blocks from the lane's own. The samples of equal offset form a plane row, and a shift is a
/// distance in it. Where blocks differ in length or the border is near, masks say which lanes an element belongs to.
/// </summary>
internal sealed class WindowColumns
{
    private readonly WindowGeometry _geometry;
    private readonly int[] _anchors;
    private readonly int _shifts;

    /// <param name="geometry">The windows.</param>
    /// <param name="anchors">The anchors of the lanes, ascending.</param>
    /// <param name="offsets">The replaced columns right of each anchor, the anchor's own included: at most this many.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="widest">The widest vector to use.</param>
    /// <param name="weights">The weights of the image's columns; null where windows take all pixels outside the replaced rows and columns.</param>
    public WindowColumns(WindowGeometry geometry, ReadOnlySpan<int> anchors, int offsets, int channels, VectorWidth widest, double[]? weights)
    {
        _geometry = geometry;
        Channels = channels;
        for (int i = 1; i < anchors.Length; i++) Block = Math.Max(Block, anchors[i] - anchors[i - 1]);
        Block = Math.Max(Block, anchors.Length == 1 ? geometry.HalfWidth + offsets : offsets);
        _shifts = Shifts(anchors, offsets);
        _anchors = new int[anchors.Length + (2 * _shifts)];
        for (int i = 0; i < _anchors.Length; i++) _anchors[i] = Extended(anchors, i - _shifts);
        Padding = _shifts * channels;

        Gather = PixelGather.Of(Array.ConvertAll(_anchors, anchor => (anchor - First) * channels), channels, widest);
        SourceLength = Gather.SourceLength + ((Block - 1) / PixelGather.Most * PixelGather.Most * channels);
        Lanes = anchors.Length;

        // Whole vectors cover the lanes; plane rows start at halves of cache lines, since whole ones would fill the near cache with padding.
        LaneStep = ((anchors.Length * channels) + 7) / 8;
        Chunks = BitChunk.Cover(LaneStep, widest);
        LaneBytes = Chunks.Sum(chunk => chunk.Bytes);
        PlaneChunks = BitChunk.Cover(LaneStep + (2 * Padding), widest);
        PlaneBytes = (PlaneChunks.Sum(chunk => chunk.Bytes) + 31) & ~31;
        Sets = [.. Enumerable.Range(0, offsets).Select(offset => new WindowSet(this, offset, weights))];
    }

    public int Channels { get; }

    /// <summary>The number of lanes' anchors.</summary>
    public int Lanes { get; }

    /// <summary>Elements of a block: the longest distance between anchors.</summary>
    public int Block { get; }

    /// <summary>The first column that is read; it may lie left of the image.</summary>
    public int First => _anchors[0];

    /// <summary>The column after the last that is read; it may lie right of the image.</summary>
    public int End => _anchors[^1] + Block;

    /// <summary>Gathers the samples of equal offsets, blocks beyond both ends included.</summary>
    public PixelGather Gather { get; }

    /// <summary>The bytes of a row that are read.</summary>
    public int SourceLength { get; }

    /// <summary>Bytes of a plane row before and after the lanes.</summary>
    public int Padding { get; }

    /// <summary>Lane l is bit l / LaneStep of byte l mod LaneStep.</summary>
    public int LaneStep { get; }

    /// <summary>Bytes of a mask, and of a plane row without its padding.</summary>
    public int LaneBytes { get; }

    /// <summary>Bytes of a plane row.</summary>
    public int PlaneBytes { get; }

    /// <summary>How vectors cover the lanes.</summary>
    public BitChunk[] Chunks { get; }

    /// <summary>How vectors cover a plane row.</summary>
    public BitChunk[] PlaneChunks { get; }

    /// <summary>For each offset from the anchors the windows of the columns that lie there.</summary>
    public WindowSet[] Sets { get; }

    /// <summary>The column of a lane's anchor.</summary>
    public int Anchor(int lane) => _anchors[lane + _shifts];

    /// <summary>The column that lies at an offset from a lane's anchor, where it is replaced and belongs to the lane; −1 elsewhere.</summary>
    public int Column(int lane, int offset)
    {
        int column = Anchor(lane) + offset;
        bool isOwn = lane + 1 == Lanes ? column < _geometry.Size.Width : column < Anchor(lane + 1);
        if (!isOwn || !_geometry.Columns[column]) return -1;

        // A run that is interrupted goes on with an anchor of its own.
        for (int x = Anchor(lane); x < column; x++)
            if (!_geometry.Columns[x]) return -1;
        return column;
    }

    /// <summary>Sets the bits of a lane.</summary>
    public void Set(Span<byte> bits, int lane)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            var (bit, place) = Math.DivRem((lane * Channels) + channel, LaneStep);
            bits[place] |= (byte)(1 << bit);
        }
    }

    /// <summary>
    /// The bits of −1 − r for each lane, the lowest bit first: r is the rank of the lower median from the highest, n div 2, n
    /// the candidates of its window.
    /// </summary>
    /// <param name="counts">The candidates of each lane's window.</param>
    /// <param name="levels">The number of bits.</param>
    public byte[] Starts(ReadOnlySpan<int> counts, int levels)
    {
        var starts = new byte[levels * LaneBytes];
        for (int lane = 0; lane < counts.Length; lane++)
        {
            for (int level = 0; level < levels; level++)
                if ((~(counts[lane] / 2) >> level & 1) != 0) Set(starts.AsSpan(level * LaneBytes, LaneBytes), lane);
        }

        return starts;
    }

    /// <summary>The elements of the windows at an offset, with the column that each is of each lane, −1 for none.</summary>
    public List<(int Place, int[] Columns)> Elements(int offset, bool withoutReplaced)
    {
        List<(int Place, int[] Columns)> elements = [];
        for (int shift = -_shifts; shift <= _shifts; shift++)
        {
            for (int element = 0; element < Block; element++)
            {
                var columns = new int[Lanes];
                for (int lane = 0; lane < Lanes; lane++) columns[lane] = ColumnOf(lane, offset, shift, element, withoutReplaced);
                if (columns.AsSpan().ContainsAnyExcept(-1)) elements.Add((Place(shift, element), columns));
            }
        }

        return elements;
    }

    /// <summary>Where an element lies in a plane row.</summary>
    public int Place(int shift, int element) => (element * PlaneBytes) + Padding + (shift * Channels);

    /// <summary>An anchor; beyond both ends blocks of the same length go on.</summary>
    private int Extended(ReadOnlySpan<int> anchors, int lane)
    {
        int inside = Math.Clamp(lane, 0, anchors.Length - 1);
        return anchors[inside] + ((lane - inside) * Block);
    }

    /// <summary>How many blocks away a window's farthest column lies.</summary>
    private int Shifts(ReadOnlySpan<int> anchors, int offsets)
    {
        int most = 0;
        for (int lane = 0; lane < anchors.Length; lane++)
        {
            int left = Math.Max(0, anchors[lane] - _geometry.HalfWidth);
            int right = Math.Min(_geometry.Size.Width - 1, anchors[lane] + offsets - 1 + _geometry.HalfWidth);
            while (Extended(anchors, lane - most) > left || Extended(anchors, lane + most + 1) <= right) most++;
        }

        return most;
    }

    private int ColumnOf(int lane, int offset, int shift, int element, bool withoutReplaced)
    {
        int target = Column(lane, offset), at = lane + shift + _shifts;
        if (target < 0 || at < 0 || at >= _anchors.Length) return -1;
        int column = _anchors[at] + element;
        if (at + 1 < _anchors.Length && column >= _anchors[at + 1]) return -1;
        if (column < 0 || column >= _geometry.Size.Width || Math.Abs(column - target) > _geometry.HalfWidth) return -1;
        return withoutReplaced && _geometry.Columns[column] ? -1 : column;
    }
}

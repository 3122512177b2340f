using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>
/// The lower median of each window of a <see cref="WindowGeometry"/>, by channel. Compiled once for a number of channels,
/// used for any number of images and threads.
/// </summary>
internal sealed class WindowMedians
{
    /// <summary>Runs of up to so many replaced columns share an anchor.</summary>
    private const int LongestRun = 4;

    /// <summary>So many lanes at most are worked on together: the planes of their windows should stay in a near cache.</summary>
    private const int MostLanes = 1024;

    /// <summary>Windows up to ratios of 128 or so.</summary>
    private const long MostPixels = 1 << 16;

    private const long MostPlaneBytes = 1 << 26;

    /// <summary>The masks of all forms.</summary>
    private const long MostMaskBytes = 1 << 26;

    private readonly WindowGeometry _geometry;
    private readonly WindowColumns[] _tiles;
    private readonly int[] _combinationOf;
    private readonly (int Free, int Replaced)[] _combinations;
    private readonly byte[][][][] _starts;
    private readonly int _levels;
    private readonly WindowCandidates? _candidates;
    private readonly WindowForm?[][][] _forms = [];

    private WindowMedians(WindowGeometry geometry, int channels, VectorWidth widest, WindowCandidates? candidates)
    {
        _geometry = geometry;
        var (anchors, offsets) = AnchorsOf(geometry.Columns);
        int tiles = ((anchors.Length * channels) + MostLanes - 1) / MostLanes;
        _tiles = [.. Enumerable.Range(0, tiles).Select(i =>
            new WindowColumns(geometry, anchors.AsSpan((int)((long)anchors.Length * i / tiles)..(int)((long)anchors.Length * (i + 1) / tiles)), offsets, channels, widest))];

        var rows = new (int Free, int Replaced)[geometry.Size.Height];
        for (int y = 0; y < rows.Length; y++)
            if (geometry.Rows[y]) rows[y] = geometry.CountRows(y);
        _combinations = [.. rows.Distinct()];
        _combinationOf = Array.ConvertAll(rows, row => Array.IndexOf(_combinations, row));

        int height = Math.Min(geometry.Size.Height, (2 * geometry.HalfHeight) + 1);
        _candidates = candidates;
        MostElements = BitSelection.Group + (candidates is null
            ? _combinations.Max(row => _tiles.Max(tile => tile.Sets.Max(set => set.MostElements(row))))
            : height * _tiles.Max(tile => tile.Sets.Max(set => set.Free.Length)));
        _levels = Math.Max(BitSelection.LeastLevels, 32 - BitOperations.LeadingZeroCount((uint)MostElements));
        PlaneBytes = _tiles.Max(tile => 8L * height * tile.Block * tile.PlaneBytes);
        _starts = Array.ConvertAll(_tiles, tile => Array.ConvertAll(tile.Sets, set => Array.ConvertAll(_combinations, row => set.Starts(row, _levels))));
        if (candidates is not null) _forms = Array.ConvertAll(_tiles, tile => FormsOf(tile, candidates));
    }

    /// <summary>The most elements of a window, and those that fill them up.</summary>
    public int MostElements { get; }

    /// <summary>The bytes of bit planes that a thread holds.</summary>
    public long PlaneBytes { get; }

    /// <summary>Compiles; null where the windows are so large that planes of them would not pay.</summary>
    /// <param name="geometry">The windows; each has a candidate.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="widest">The widest vector to use; the result does not depend on it.</param>
    /// <param name="candidates">The windows' candidates; null where they are all pixels outside the replaced rows and columns.</param>
    public static WindowMedians? Of(WindowGeometry geometry, int channels, VectorWidth widest, WindowCandidates? candidates = null)
    {
        long pixels = Math.Min(geometry.Size.Width, (2L * geometry.HalfWidth) + 1) * Math.Min(geometry.Size.Height, (2L * geometry.HalfHeight) + 1);
        if (pixels > MostPixels) return null;
        var medians = new WindowMedians(geometry, channels, widest, candidates);
        bool hasAll = medians._forms.All(sets => sets.All(forms => forms.All(form => form is not null)));
        return medians.PlaneBytes > MostPlaneBytes || !hasAll ? null : medians;
    }

    /// <summary>Writes the medians of some rows' windows.</summary>
    /// <param name="image">The source image.</param>
    /// <param name="rows">The replaced rows, ascending.</param>
    /// <param name="target">Where to write them.</param>
    /// <param name="cancellation">Stops between rows, the rest unwritten.</param>
    public void Replace(PixelImage<byte> image, ReadOnlySpan<int> rows, in PixelTarget target, CancellationToken cancellation)
    {
        int[] elements = ArrayPool<int>.Shared.Rent(MostElements), masks = ArrayPool<int>.Shared.Rent(MostElements);
        using var scratch = new AlignedBytes(BitSelection.Scratch(MostElements, _levels, _tiles.Max(tile => tile.Chunks.Max(chunk => chunk.Bytes))));
        for (int t = 0; t < _tiles.Length; t++) Replace(t, image, rows, target, elements, masks, scratch.Span, cancellation);
        ArrayPool<int>.Shared.Return(masks);
        ArrayPool<int>.Shared.Return(elements);
    }

    private void Replace(int index, PixelImage<byte> image, ReadOnlySpan<int> rows, in PixelTarget target, int[] elements, int[] masks, Span<byte> scratch, CancellationToken cancellation)
    {
        WindowColumns tile = _tiles[index];
        using var planes = new WindowPlanes(tile, (2 * _geometry.HalfHeight) + 1, _geometry.Size.Height);
        byte[] bits = ArrayPool<byte>.Shared.Rent(8 * tile.LaneBytes), medians = ArrayPool<byte>.Shared.Rent(8 * tile.LaneBytes);
        int[] places = ArrayPool<int>.Shared.Rent(tile.Sets.Length * tile.Lanes);
        Span<bool> areNeighbours = stackalloc bool[LongestRun];
        for (int s = 0; s < tile.Sets.Length; s++) areNeighbours[s] = target.Find(tile.Sets[s].Targets, places.AsSpan(s * tile.Lanes));

        foreach (int y in rows)
        {
            if (cancellation.IsCancellationRequested) break;
            var (top, bottom) = _geometry.RowsAround(y);
            for (int row = top; row < bottom; row++) planes.Hold(image, row);
            for (int s = 0; s < tile.Sets.Length; s++)
            {
                BitSelection selection = SelectionOf(index, s, y, planes, elements, masks);
                foreach (BitChunk chunk in tile.Chunks) selection.Select(chunk, scratch, bits, tile.LaneBytes);
                BitPlanes.Transpose(ref bits[0], tile.LaneBytes, ref medians[0], tile.LaneBytes, tile.Chunks);
                for (int row = 1; row < 8; row++)
                    medians.AsSpan(row * tile.LaneBytes, tile.LaneStep).CopyTo(medians.AsSpan(row * tile.LaneStep));
                target.Write(y, places.AsSpan(s * tile.Lanes, tile.Lanes), areNeighbours[s], medians);
            }
        }

        ArrayPool<int>.Shared.Return(places);
        ArrayPool<byte>.Shared.Return(medians);
        ArrayPool<byte>.Shared.Return(bits);
    }

    private BitSelection SelectionOf(int index, int s, int y, WindowPlanes planes, int[] elements, int[] masks)
    {
        WindowColumns tile = _tiles[index];
        var (top, bottom) = _geometry.RowsAround(y);
        if (_candidates is null)
        {
            int count = List(planes, tile.Sets[s], top, bottom, elements, masks);
            return new BitSelection(
                planes.Bits, planes.Step, elements.AsSpan(0, count), tile.Sets[s].Masks, masks.AsSpan(0, count), _starts[index][s][_combinationOf[y]], tile.LaneBytes, _levels);
        }

        WindowForm form = _forms[index][s][_candidates.FormOf[y]]!;
        form.List(planes, top, elements);
        return new BitSelection(planes.Bits, planes.Step, elements.AsSpan(0, form.MaskOf.Length), form.Masks, form.MaskOf, form.Starts, tile.LaneBytes, _levels);
    }

    private WindowForm?[][] FormsOf(WindowColumns tile, WindowCandidates candidates)
    {
        long bytes = (long)candidates.RowOf.Length * MostElements * tile.LaneBytes * tile.Sets.Length * _tiles.Length;
        return Array.ConvertAll(tile.Sets, set => Array.ConvertAll(
            candidates.RowOf, y => bytes > MostMaskBytes ? null : WindowForm.Of(set, _geometry, y, candidates.Of, _levels)));
    }

    /// <summary>The anchors, and how many replaced columns one has at most.</summary>
    private static (int[] Anchors, int Offsets) AnchorsOf(bool[] columns)
    {
        List<int> all = [], starts = [];
        int longest = 0, run = 0;
        for (int x = 0; x < columns.Length; x++)
        {
            run = columns[x] ? run + 1 : 0;
            longest = Math.Max(longest, run);
            if (run > 0) all.Add(x);
            if (run == 1) starts.Add(x);
        }

        return longest <= LongestRun ? ([.. starts], longest) : ([.. all], 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int List(WindowPlanes planes, WindowSet set, int top, int bottom, int[] elements, int[] masks)
    {
        int count = 0;
        for (int row = top; row < bottom; row++)
        {
            bool replaced = _geometry.Rows[row];
            ReadOnlySpan<int> places = replaced ? set.Replaced : set.Free;
            int place = planes.PlaceOf(row);
            for (int i = 0; i < places.Length; i++) elements[count + i] = place + places[i];
            (replaced ? set.ReplacedMasks : set.FreeMasks).CopyTo(masks, count);
            count += places.Length;
        }

        int whole = (count + BitSelection.Group - 1) / BitSelection.Group * BitSelection.Group;
        elements.AsSpan(count..whole).Fill(planes.PlaceOf(top));
        masks.AsSpan(count..whole).Clear();
        return whole;
    }
}

using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>What all forms may keep.</summary>
    private const long MostFormBytes = 1 << 26;

    /// <summary>The rows of a crowded window are counted in bytes.</summary>
    private const int MostCrowdedRows = byte.MaxValue;

    /// <summary>The fewest pixels among which the lightest, without the window's own, always leave one.</summary>
    private const int FewestCrowdedPixels = 3;

    private readonly WindowGeometry _geometry;
    private readonly WindowColumns[] _tiles;
    private readonly int[] _combinationOf;
    private readonly (int Free, int Replaced)[] _combinations;
    private readonly byte[][][][] _starts;
    private readonly int _levels;
    private readonly WindowForms?[][] _forms;

    private WindowMedians(WindowGeometry geometry, int channels, VectorWidth widest, WindowWeights? weights, long formBytes)
    {
        _geometry = geometry;
        TakesLightest = weights is not null;
        var (anchors, offsets) = AnchorsOf(geometry.Columns);
        int tiles = ((anchors.Length * channels) + MostLanes - 1) / MostLanes;
        _tiles = [.. Enumerable.Range(0, tiles).Select(i =>
            new WindowColumns(geometry, anchors.AsSpan((int)((long)anchors.Length * i / tiles)..(int)((long)anchors.Length * (i + 1) / tiles)), offsets, channels, widest, weights?.Columns))];

        var rows = new (int Free, int Replaced)[geometry.Size.Height];
        for (int y = 0; y < rows.Length; y++)
            if (geometry.Rows[y]) rows[y] = geometry.CountRows(y);
        _combinations = [.. rows.Distinct()];
        _combinationOf = Array.ConvertAll(rows, row => Array.IndexOf(_combinations, row));

        int height = Math.Min(geometry.Size.Height, (2 * geometry.HalfHeight) + 1);
        bool areCrowded = weights is not null && AnyCrowded(out _);
        MostElements = BitSelection.Group + (areCrowded
            ? height * _tiles.Max(tile => tile.Sets.Max(set => set.Free.Length))
            : _combinations.Max(row => _tiles.Max(tile => tile.Sets.Max(set => set.MostElements(row)))));
        _levels = Math.Max(BitSelection.LeastLevels, 32 - BitOperations.LeadingZeroCount((uint)MostElements));
        PlaneBytes = _tiles.Max(tile => 8L * height * tile.Block * tile.PlaneBytes);
        _starts = Array.ConvertAll(_tiles, tile => Array.ConvertAll(tile.Sets, set => Array.ConvertAll(_combinations, row => set.Starts(row, _levels))));
        int[] formOf = areCrowded ? FormsOf(weights!) : [];
        long room = formBytes / _tiles.Sum(tile => tile.Sets.Length);
        _forms = Array.ConvertAll(_tiles, tile => Array.ConvertAll(tile.Sets, set => areCrowded ? FormsOf(set, weights!, formOf, room) : null));
    }

    /// <summary>Whether crowded windows take their lightest pixels.</summary>
    public bool TakesLightest { get; }

    /// <summary>The most elements of a window, and those that fill them up.</summary>
    public int MostElements { get; }

    /// <summary>The bytes of bit planes that a thread holds.</summary>
    public long PlaneBytes { get; }

    /// <summary>The bytes of what crowded windows' rows have found, and keep.</summary>
    public long KeptBytes => _forms.Sum(tile => tile.Sum(forms => forms?.KeptBytes ?? 0));

    /// <summary>Compiles; null where the windows are so large that planes of them would not pay, and where one of three pixels must be searched.</summary>
    /// <param name="geometry">The windows.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="widest">The widest vector to use; the result does not depend on it.</param>
    /// <param name="weights">What pixels weigh: crowded windows take their lightest ones. Null where all take those outside the replaced rows and columns, and have one.</param>
    /// <param name="formBytes">What the candidates of crowded windows may take in memory until the next image; where it is less than they need, some are found for each.</param>
    public static WindowMedians? Of(WindowGeometry geometry, int channels, VectorWidth widest, WindowWeights? weights = null, long formBytes = MostFormBytes)
    {
        long pixels = Math.Min(geometry.Size.Width, (2L * geometry.HalfWidth) + 1) * Math.Min(geometry.Size.Height, (2L * geometry.HalfHeight) + 1);
        if (pixels > MostPixels) return null;
        var medians = new WindowMedians(geometry, channels, widest, weights, formBytes);
        if (medians.PlaneBytes > MostPlaneBytes) return null;
        bool isSearchable = weights is null || !medians.AnyCrowded(out long leastPixels)
            || (leastPixels >= FewestCrowdedPixels && (2L * geometry.HalfHeight) + 1 <= MostCrowdedRows);
        return isSearchable ? medians : null;
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
        WindowFormBuilder?[] builders = ArrayPool<WindowFormBuilder?>.Shared.Rent(LongestRun);
        for (int s = 0; s < tile.Sets.Length; s++) builders[s] = _forms[index][s]?.RentBuilder();

        foreach (int y in rows)
        {
            if (cancellation.IsCancellationRequested) break;
            var (top, bottom) = _geometry.RowsAround(y);
            for (int row = top; row < bottom; row++) planes.Hold(image, row);
            for (int s = 0; s < tile.Sets.Length; s++)
            {
                BitSelection selection = SelectionOf(index, s, y, planes, builders[s], elements, masks);
                foreach (BitChunk chunk in tile.Chunks) selection.Select(chunk, scratch, bits, tile.LaneBytes);
                BitPlanes.Transpose(ref bits[0], tile.LaneBytes, ref medians[0], tile.LaneBytes, tile.Chunks);
                for (int row = 1; row < 8; row++)
                    medians.AsSpan(row * tile.LaneBytes, tile.LaneStep).CopyTo(medians.AsSpan(row * tile.LaneStep));
                target.Write(y, places.AsSpan(s * tile.Lanes, tile.Lanes), areNeighbours[s], medians);
            }
        }

        for (int s = 0; s < tile.Sets.Length; s++) _forms[index][s]?.Return(builders[s]!);
        ArrayPool<WindowFormBuilder?>.Shared.Return(builders, clearArray: true);
        ArrayPool<int>.Shared.Return(places);
        ArrayPool<byte>.Shared.Return(medians);
        ArrayPool<byte>.Shared.Return(bits);
    }

    private BitSelection SelectionOf(int index, int s, int y, WindowPlanes planes, WindowFormBuilder? builder, int[] elements, int[] masks)
    {
        WindowColumns tile = _tiles[index];
        var (top, bottom) = _geometry.RowsAround(y);
        if (builder is not null && _forms[index][s]!.Has(y))
        {
            WindowForm form = _forms[index][s]!.Of(y, builder);
            form.List(planes, top, elements);
            return new BitSelection(planes.Bits, planes.Step, elements.AsSpan(0, form.Length), form.Masks, form.MaskOf, form.Starts, tile.LaneBytes, _levels);
        }

        int count = List(planes, tile.Sets[s], top, bottom, elements, masks);
        return new BitSelection(
            planes.Bits, planes.Step, elements.AsSpan(0, count), tile.Sets[s].Masks, masks.AsSpan(0, count), _starts[index][s][_combinationOf[y]], tile.LaneBytes, _levels);
    }

    private bool AnyCrowded(out long leastPixels)
    {
        long least = long.MaxValue;
        foreach (WindowSet set in _tiles.SelectMany(tile => tile.Sets))
        {
            foreach (var rows in _combinations)
                if (set.AreCrowded(rows, out long pixels)) least = Math.Min(least, pixels);
        }

        leastPixels = least;
        return least < long.MaxValue;
    }

    /// <summary>The form of each row: rows are of one where they are cut off alike and their windows' rows are of the same kinds and weights.</summary>
    private int[] FormsOf(WindowWeights weights)
    {
        var formOf = new int[_geometry.Size.Height];
        Dictionary<string, int> forms = [];
        for (int y = 0; y < formOf.Length; y++)
        {
            if (!_geometry.Rows[y]) continue;
            var (top, bottom) = _geometry.RowsAround(y);
            string kinds = string.Concat(_geometry.Rows[top..bottom].Select(row => row ? '1' : '0'));
            string key = $"{y - top} {kinds} {Convert.ToHexString(MemoryMarshal.AsBytes(weights.Rows.AsSpan(top..bottom)))}";
            forms.TryAdd(key, forms.Count);
            formOf[y] = forms[key];
        }

        return formOf;
    }

    /// <summary>A set's forms; null where none of its windows is crowded.</summary>
    private WindowForms? FormsOf(WindowSet set, WindowWeights weights, int[] formOf, long room)
    {
        bool[] crowded = Array.ConvertAll(_combinations, row => set.AreCrowded(row, out _));
        int[] own = [.. formOf.Select((form, y) => crowded[_combinationOf[y]] ? form : -1)];
        return crowded.Contains(true) ? new WindowForms(set, _geometry, weights.Rows, _levels, own, room) : null;
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

using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>
/// A random candidate of each window of a <see cref="WindowGeometry"/>, all equally likely, for all channels. Windows of
/// the same form share a table of where their candidates lie, in row-major order. Compiled once, used for any number of
/// images and threads.
/// </summary>
internal sealed class WindowDraws
{
    private readonly WindowGeometry _geometry;
    private readonly int[] _columns;
    private readonly ulong[] _indices;
    private readonly int[] _columnForms;
    private readonly int[] _rowForms;
    private readonly ulong[][] _forms;
    private readonly uint _mostCandidates;
    private readonly (short Down, short Right)[] _candidates;
    private readonly VectorChunk[] _chunks;

    private WindowDraws(WindowGeometry geometry, (int[] Of, bool[][] Forms, int[] From) rows, (int[] Of, bool[][] Forms, int[] From) columns, VectorWidth widest)
    {
        _geometry = geometry;
        _columns = [.. Enumerable.Range(0, geometry.Size.Width).Where(x => geometry.Columns[x])];
        _indices = Array.ConvertAll(_columns, x => (ulong)x);
        _rowForms = rows.Of;
        _columnForms = Array.ConvertAll(_columns, x => columns.Of[x]);
        _chunks = VectorChunk.Cover(_indices.Length * sizeof(ulong), widest);
        List<(short, short)> candidates = [];
        _forms = [.. rows.Forms.Select((row, r) => columns.Forms.Select((column, c) => Add(candidates, row, rows.From[r], column, columns.From[c])).ToArray())];
        _mostCandidates = _forms.SelectMany(row => row).Select(window => (uint)window).DefaultIfEmpty().Max();
        _candidates = [.. candidates];
    }

    /// <summary>Compiles; null where the windows have too many or too large forms for tables.</summary>
    /// <param name="geometry">The windows. One without a candidate draws its own pixel.</param>
    /// <param name="widest">The widest vector to use; the result does not depend on it.</param>
    public static WindowDraws? Of(WindowGeometry geometry, VectorWidth widest)
    {
        const long MostEntries = 1 << 20;
        if (geometry.HalfHeight > short.MaxValue || geometry.HalfWidth > short.MaxValue) return null;
        var rows = FormsOf(geometry.Rows, geometry.HalfHeight);
        var columns = FormsOf(geometry.Columns, geometry.HalfWidth);
        long entries = rows.Forms.Sum(form => (long)form.Length) * columns.Forms.Sum(form => (long)form.Length);
        return entries > MostEntries ? null : new WindowDraws(geometry, rows, columns, widest);
    }

    /// <summary>Writes a candidate of each window of some rows.</summary>
    /// <param name="image">The source image.</param>
    /// <param name="rows">The replaced rows, ascending.</param>
    /// <param name="target">Where to write them.</param>
    /// <param name="key">What the draws depend on, together with each pixel's index y · width + x.</param>
    /// <param name="cancellation">Stops between rows, the rest unwritten.</param>
    public void Replace(PixelImage<byte> image, ReadOnlySpan<int> rows, in PixelTarget target, ulong key, CancellationToken cancellation)
    {
        int[] places = ArrayPool<int>.Shared.Rent(_columns.Length);
        int[] sources = ArrayPool<int>.Shared.Rent(_columns.Length);
        ulong[] windows = ArrayPool<ulong>.Shared.Rent(_columns.Length);
        ulong[] draws = ArrayPool<ulong>.Shared.Rent(_columns.Length);
        int form = -1;
        bool areNeighbours = target.Find(_columns, places);
        foreach (int y in rows)
        {
            if (cancellation.IsCancellationRequested) break;
            if (_rowForms[y] != form)
            {
                form = _rowForms[y];
                Expand(_forms[form], _columnForms, windows);
            }

            Philox4x32.FirstDraws((long)y * image.Width, _indices, key, windows, draws, _chunks);
            if (Find(image, y, draws, sources) < _mostCandidates) Redraw(image, y, key, windows, draws, sources);
            ReadOnlySpan<int> found = sources.AsSpan(0, _columns.Length);
            switch (image.Channels)
            {
                case 1: Copy<byte>(image.Pixels.Span, found, target.Row(y), places); break;
                case 3 when areNeighbours: CopyTriples(image.Pixels.Span, found, target.Row(y)[(places[0] * 3)..]); break;
                case 3: Copy<Triple>(image.Pixels.Span, found, target.Row(y), places); break;
                default: Copy<uint>(image.Pixels.Span, found, target.Row(y), places); break;
            }
        }

        ArrayPool<ulong>.Shared.Return(draws);
        ArrayPool<ulong>.Shared.Return(windows);
        ArrayPool<int>.Shared.Return(sources);
        ArrayPool<int>.Shared.Return(places);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(ReadOnlySpan<ulong> forms, ReadOnlySpan<int> of, Span<ulong> windows)
    {
        windows = windows[..of.Length];
        for (int i = 0; i < of.Length; i++) windows[i] = forms[of[i]];
    }

    /// <summary>Where each replaced column of a row takes its pixel from. Memory is asked for at once, so that its delays overlap.</summary>
    /// <param name="image">The source image.</param>
    /// <param name="y">The row.</param>
    /// <param name="draws">For each column the candidate in the upper half, in the lower one what says whether it may have to be rejected.</param>
    /// <param name="sources">The pixels' first bytes.</param>
    /// <returns>The least of the lower halves.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Find(PixelImage<byte> image, int y, ReadOnlySpan<ulong> draws, Span<int> sources)
    {
        int channels = image.Channels, stride = image.Stride, row = y * stride;
        ref byte pixels = ref MemoryMarshal.GetReference(image.Pixels.Span);
        ref (short Down, short Right) candidates = ref MemoryMarshal.GetArrayDataReference(_candidates);
        ReadOnlySpan<int> columns = _columns;
        draws = draws[..columns.Length];
        sources = sources[..columns.Length];
        uint least = uint.MaxValue;
        for (int i = 0; i < columns.Length; i++)
        {
            ulong draw = draws[i];
            least = Math.Min(least, (uint)draw);
            var (down, right) = Unsafe.Add(ref candidates, (nint)(draw >> 32));
            int source = row + (down * stride) + ((columns[i] + right) * channels);
            sources[i] = source;
            Prefetch.Line(ref Unsafe.Add(ref pixels, source));
        }

        return least;
    }

    /// <summary>Draws again where the first word may have to be rejected: once in some millions of draws.</summary>
    private void Redraw(PixelImage<byte> image, int y, ulong key, ReadOnlySpan<ulong> windows, ReadOnlySpan<ulong> draws, Span<int> sources)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            uint count = (uint)windows[i];
            if ((uint)draws[i] >= count) continue;
            int draw = Philox4x32.Draw(((long)y * image.Width) + _columns[i], key, (int)count);
            var (down, right) = _candidates[(int)(windows[i] >> 32) + draw];
            sources[i] = ((y + down) * image.Stride) + ((_columns[i] + right) * image.Channels);
        }
    }

    /// <summary>Three bytes side by side, as four where a fourth can be read; the next pixel writes over it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyTriples(ReadOnlySpan<byte> source, ReadOnlySpan<int> sources, Span<byte> target)
    {
        target = target[..(sources.Length * 3)];
        ref byte from = ref MemoryMarshal.GetReference(source), to = ref MemoryMarshal.GetReference(target);
        uint fours = (uint)Math.Max(0, source.Length - sizeof(uint) + 1);
        int last = sources.Length - 1;
        for (int i = 0; i < last; i++)
        {
            int at = sources[i];
            if ((uint)at < fours) Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, at)));
            else source.Slice(at, 3).CopyTo(target[(i * 3)..]);
            to = ref Unsafe.Add(ref to, 3);
        }

        source.Slice(sources[last], 3).CopyTo(target[(last * 3)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<TPixel>(ReadOnlySpan<byte> source, ReadOnlySpan<int> sources, Span<byte> target, ReadOnlySpan<int> places)
        where TPixel : unmanaged
    {
        Span<TPixel> pixels = MemoryMarshal.Cast<byte, TPixel>(target);
        places = places[..sources.Length];
        for (int i = 0; i < sources.Length; i++)
            if (places[i] >= 0) pixels[places[i]] = MemoryMarshal.Read<TPixel>(source[sources[i]..]);
    }

    /// <summary>Adds the candidates of a form to a list.</summary>
    /// <returns>The first one's place in the upper half, their number in the lower one.</returns>
    private static ulong Add(List<(short Down, short Right)> candidates, bool[] rows, int top, bool[] columns, int left)
    {
        int first = candidates.Count;
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < columns.Length; column++)
                if (!rows[row] || !columns[column]) candidates.Add(((short)(top + row), (short)(left + column)));
        }

        // A window without a candidate keeps its pixel here; it is searched for afterwards.
        if (candidates.Count == first) candidates.Add((0, 0));
        return ((ulong)first << 32) | (uint)(candidates.Count - first);
    }

    /// <summary>The forms of the windows of an axis' replaced samples: which samples are replaced, and where a window starts.</summary>
    private static (int[] Of, bool[][] Forms, int[] From) FormsOf(bool[] replaced, int half)
    {
        var of = new int[replaced.Length];
        List<bool[]> forms = [];
        List<int> from = [];
        for (int i = 0; i < replaced.Length; i++)
        {
            if (!replaced[i]) continue;
            int start = Math.Max(0, i - half), end = (int)Math.Min(replaced.Length, (long)i + half + 1);
            bool[] form = replaced[start..end];
            of[i] = 0;
            while (of[i] < forms.Count && !(from[of[i]] == start - i && form.AsSpan().SequenceEqual(forms[of[i]]))) of[i]++;
            if (of[i] < forms.Count) continue;
            forms.Add(form);
            from.Add(start - i);
        }

        return (of, [.. forms], [.. from]);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Scaling;

/// <summary>Nearest neighbour: every output is one source sample, copied. The operator's rows of one tap say which.</summary>
internal sealed class SampleCopy : CompiledScaler
{
    private readonly int[] _rows;
    private readonly int[] _columns;

    /// <param name="op">An operator with one tap a row.</param>
    public SampleCopy(ScalingOperator op)
    {
        _rows = FirstTaps(op.Left);
        _columns = FirstTaps(op.Right);
    }

    private SampleCopy(int[] rows, int[] columns)
    {
        _rows = rows;
        _columns = columns;
    }

    /// <summary>Copies an image whose size stays.</summary>
    public SampleCopy(ImageSize size)
    {
        _rows = [.. Enumerable.Range(0, size.Height)];
        _columns = [.. Enumerable.Range(0, size.Width)];
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output) => Copy(image, output.Span);

    public override void Scale(PixelImage<float> image, Memory<float> output) => Copy(image, output.Span);

    public override CompactScaler Compact()
    {
        int[] rows = [.. _rows.Distinct().Order()], columns = [.. _columns.Distinct().Order()];
        return new CompactScaler(rows, columns, new SampleCopy(PlacesIn(rows, _rows), PlacesIn(columns, _columns)));
    }

    private static int[] PlacesIn(int[] sorted, int[] samples) => Array.ConvertAll(samples, sample => Array.BinarySearch(sorted, sample));

    private static int[] FirstTaps(BandedMatrix matrix)
    {
        var taps = new int[matrix.Rows];
        for (int row = 0; row < taps.Length; row++) taps[row] = matrix.First(row);
        return taps;
    }

    private void Copy<T>(PixelImage<T> image, Span<T> output)
        where T : unmanaged
    {
        int row = _columns.Length * image.Channels;
        for (int y = 0; y < _rows.Length; y++)
        {
            Span<T> target = output.Slice(y * row, row);
            if (y > 0 && _rows[y] == _rows[y - 1]) output.Slice((y - 1) * row, row).CopyTo(target);
            else CopyRow(image.Row(_rows[y]), target, image.Channels);
        }
    }

    private void CopyRow<T>(ReadOnlySpan<T> source, Span<T> target, int channels)
        where T : unmanaged
    {
        switch (channels)
        {
            case 1: CopyPixels(source, target); break;
            case 3 when typeof(T) == typeof(byte): CopyTriples(MemoryMarshal.Cast<T, byte>(source), MemoryMarshal.Cast<T, byte>(target)); break;
            case 3: CopyPixels(MemoryMarshal.Cast<T, Triple<T>>(source), MemoryMarshal.Cast<T, Triple<T>>(target)); break;
            default: CopyPixels(MemoryMarshal.Cast<T, Quadruple<T>>(source), MemoryMarshal.Cast<T, Quadruple<T>>(target)); break;
        }
    }

    private void CopyPixels<TPixel>(ReadOnlySpan<TPixel> source, Span<TPixel> target)
    {
        target = target[.._columns.Length];
        for (int x = 0; x < target.Length; x++) target[x] = source[_columns[x]];
    }

    /// <summary>Three bytes as four where a fourth can be read and written; the next pixel writes over it.</summary>
    private void CopyTriples(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ReadOnlySpan<int> columns = _columns;
        int fours = columns.Length - 1;
        while (fours > 0 && (columns[fours - 1] * 3) + sizeof(uint) > source.Length) fours--;

        ref byte from = ref MemoryMarshal.GetReference(source), to = ref MemoryMarshal.GetReference(target);
        foreach (int column in columns[..fours])
        {
            Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, column * 3)));
            to = ref Unsafe.Add(ref to, 3);
        }

        for (int x = fours; x < columns.Length; x++) source.Slice(columns[x] * 3, 3).CopyTo(target[(x * 3)..]);
    }

    [InlineArray(3)]
    private struct Triple<T>
    {
        private T _first;
    }

    [InlineArray(4)]
    private struct Quadruple<T>
    {
        private T _first;
    }
}

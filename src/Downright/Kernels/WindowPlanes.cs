using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>
/// The bit planes of the source rows that the present windows reach, in a ring: for each plane, row and offset in a block
/// the samples of all blocks.
/// </summary>
internal readonly ref struct WindowPlanes : IDisposable
{
    private readonly WindowColumns _columns;
    private readonly int _rows;
    private readonly int _row;
    private readonly int _start;
    private readonly int _sampleStep;
    private readonly AlignedBytes _planes;
    private readonly AlignedBytes _samples;
    private readonly byte[] _source;
    private readonly int[] _held;

    public WindowPlanes(WindowColumns columns, int rows, int height)
    {
        _columns = columns;
        _rows = Math.Min(rows, height);
        _row = columns.Block * columns.PlaneBytes;
        Step = _rows * _row;

        // The lanes of a plane row start at a cache line, its padding before it.
        _start = AlignedBytes.Lines(columns.Padding) - columns.Padding;

        // A shifted vector may reach beyond the last plane.
        _planes = new AlignedBytes(checked(_start + (8 * Step) + AlignedBytes.Line));
        _sampleStep = AlignedBytes.Lines(Math.Max((7 * columns.LaneStep) + columns.PlaneBytes, columns.Gather.Length)) + AlignedBytes.Line;
        _samples = new AlignedBytes(PixelGather.Most * _sampleStep);
        _source = ArrayPool<byte>.Shared.Rent(columns.SourceLength);
        _held = ArrayPool<int>.Shared.Rent(_rows);
        _held.AsSpan(0, _rows).Fill(-1);
    }

    /// <summary>The planes, the lowest bit's first.</summary>
    public ReadOnlySpan<byte> Bits => _planes.Span[_start..];

    /// <summary>Bytes from a plane to the next.</summary>
    public int Step { get; }

    /// <summary>Where a row lies in each plane.</summary>
    public int PlaceOf(int row) => row % _rows * _row;

    /// <summary>Makes the planes of a row, unless they are held.</summary>
    public void Hold(PixelImage<byte> image, int row)
    {
        ref int held = ref _held[row % _rows];
        if (held == row) return;
        held = row;

        // Where nothing but the image is read, the image; its neighbouring rows stand in for what lies beyond the border.
        long first = ((long)row * image.Stride) + ((long)_columns.First * image.Channels);
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        ref byte source = ref first >= 0 && first + _columns.SourceLength <= pixels.Length
            ? ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), (nint)first)
            : ref Padded(image, row);

        // The next row's memory comes while this one is worked on.
        ref byte next = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), (nint)(first + image.Stride));
        int lines = ((_columns.SourceLength / AlignedBytes.Line) + _columns.Block - 1) / _columns.Block;
        ref byte planes = ref _planes.Span[_start + PlaceOf(row)];
        for (int element = 0; element < _columns.Block; element++)
        {
            int gathered = element % PixelGather.Most;
            for (int line = 0; line < lines; line++)
            {
                Prefetch.Soon(ref next);
                next = ref Unsafe.Add(ref next, AlignedBytes.Line);
            }

            if (gathered == 0) _columns.Gather.Run(ref Unsafe.Add(ref source, element * image.Channels), ref _samples.Span[0], _sampleStep, Math.Min(PixelGather.Most, _columns.Block - element));
            BitPlanes.Transpose(
                ref _samples.Span[gathered * _sampleStep],
                _columns.LaneStep,
                ref Unsafe.Add(ref planes, element * _columns.PlaneBytes),
                Step,
                _columns.PlaneChunks);
        }
    }

    public void Dispose()
    {
        _planes.Dispose();
        _samples.Dispose();
        ArrayPool<byte>.Shared.Return(_source);
        ArrayPool<int>.Shared.Return(_held);
    }

    /// <summary>A copy of the row with room at both ends.</summary>
    private ref byte Padded(PixelImage<byte> image, int row)
    {
        int channels = image.Channels, left = Math.Max(0, _columns.First), right = Math.Min(image.Width, _columns.End);
        image.Row(row)[(left * channels)..(right * channels)].CopyTo(_source.AsSpan((left - _columns.First) * channels));
        return ref _source[0];
    }
}

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
    private readonly byte[] _planes;
    private readonly byte[] _source;
    private readonly byte[] _samples;
    private readonly int _sampleStep;
    private readonly int[] _held;

    public WindowPlanes(WindowColumns columns, int rows, int height)
    {
        _columns = columns;
        _rows = Math.Min(rows, height);
        _row = columns.Block * columns.PlaneBytes;
        Step = _rows * _row;

        // A shifted vector may reach beyond the last plane.
        _planes = ArrayPool<byte>.Shared.Rent(checked((8 * Step) + 64));
        _source = ArrayPool<byte>.Shared.Rent(((columns.Anchors[^1] + columns.Block - columns.First) * columns.Channels) + sizeof(uint));

        // Pixels are copied four bytes at a time.
        _sampleStep = Math.Max((7 * columns.LaneBytes) + columns.PlaneBytes, columns.Anchors.Length * columns.Channels) + sizeof(uint);
        _samples = ArrayPool<byte>.Shared.Rent(columns.Block * _sampleStep);
        _held = ArrayPool<int>.Shared.Rent(_rows);
        _held.AsSpan(0, _rows).Fill(-1);
    }

    /// <summary>The planes, the lowest bit's first.</summary>
    public ReadOnlySpan<byte> Bits => _planes;

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

        int channels = _columns.Channels, left = Math.Max(0, _columns.First);
        int right = Math.Min(image.Width, (_columns.Anchors[^1] + _columns.Block));
        image.Row(row)[(left * channels)..(right * channels)].CopyTo(_source.AsSpan((left - _columns.First) * channels));
        Gather(channels);
        for (int element = 0; element < _columns.Block; element++)
        {
            BitPlanes.Transpose(
                ref _samples[element * _sampleStep],
                _columns.LaneBytes,
                ref _planes[PlaceOf(row) + (element * _columns.PlaneBytes)],
                Step,
                _columns.PlaneChunks);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_planes);
        ArrayPool<byte>.Shared.Return(_source);
        ArrayPool<byte>.Shared.Return(_samples);
        ArrayPool<int>.Shared.Return(_held);
    }

    private void Gather(int channels)
    {
        ref byte source = ref MemoryMarshal.GetArrayDataReference(_source);
        ref byte target = ref MemoryMarshal.GetArrayDataReference(_samples);
        int block = _columns.Block, first = _columns.First;
        foreach (int anchor in _columns.Anchors)
        {
            ref byte from = ref Unsafe.Add(ref source, (anchor - first) * channels);
            ref byte to = ref target;
            if (channels == 1)
            {
                for (int element = 0; element < block; element++, to = ref Unsafe.Add(ref to, _sampleStep)) to = Unsafe.Add(ref from, element);
            }
            else
            {
                // Of three channels the next pixel overwrites the fourth byte.
                for (int element = 0; element < block; element++, to = ref Unsafe.Add(ref to, _sampleStep))
                    Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, element * channels)));
            }

            target = ref Unsafe.Add(ref target, channels);
        }
    }
}

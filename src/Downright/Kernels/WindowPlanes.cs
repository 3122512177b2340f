using System.Buffers;

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
        _source = ArrayPool<byte>.Shared.Rent(columns.Gather.SourceLength);

        _sampleStep = Math.Max((7 * columns.LaneBytes) + columns.PlaneBytes, columns.Gather.Length);
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
        int right = Math.Min(image.Width, _columns.End);
        image.Row(row)[(left * channels)..(right * channels)].CopyTo(_source.AsSpan((left - _columns.First) * channels));
        _columns.Gather.Run(ref _source[0], ref _samples[0], _sampleStep);
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
}

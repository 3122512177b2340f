using System.Buffers;

namespace Downright.Scaling;

/// <summary>
/// The last rows that the horizontal pass made, so that output rows which share source rows make them once. As the taps
/// of an output row are neighbours, a row's number modulo the taps is its place.
/// </summary>
internal readonly ref struct RowRing<T> : IDisposable
{
    private readonly int _taps;
    private readonly int _samples;
    private readonly T[] _rows;
    private readonly int[] _held;
    private readonly int[] _wanted;

    public RowRing(int taps, int samples)
    {
        _taps = taps;
        _samples = samples;
        _rows = ArrayPool<T>.Shared.Rent(checked(taps * samples));
        _held = ArrayPool<int>.Shared.Rent(taps);
        _wanted = ArrayPool<int>.Shared.Rent(taps);
        _held.AsSpan(0, taps).Fill(-1);
    }

    /// <summary>The row of a tap of the present output row.</summary>
    public ReadOnlySpan<T> this[int tap] => _rows.AsSpan(_wanted[tap] * _samples, _samples);

    /// <summary>Says which source row a tap of the present output row reads.</summary>
    /// <returns>Where to make that row, or nothing where it is still held.</returns>
    public Span<T> Want(int tap, int row)
    {
        int place = row % _taps;
        _wanted[tap] = place;
        if (_held[place] == row) return [];
        _held[place] = row;
        return _rows.AsSpan(place * _samples, _samples);
    }

    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(_rows);
        ArrayPool<int>.Shared.Return(_held);
        ArrayPool<int>.Shared.Return(_wanted);
    }
}

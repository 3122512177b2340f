using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>
/// Memory that will be read soon, asked for row by row, a few lines a turn, while other work goes on: memory is never idle,
/// and sees long runs of addresses whatever the order of reading.
/// </summary>
internal ref struct LinesAhead
{
    private readonly int _linesOfTurn;
    private readonly nint _length;
    private readonly nint _stride;
    private int _left;
    private nint _row;
    private nint _next;

    /// <param name="first">The first row. Where the collector moves it, only the asking is lost.</param>
    /// <param name="stride">Bytes from one row's start to the next one's.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="length">Bytes of a row.</param>
    /// <param name="turns">The number of turns that it is spread over.</param>
    public unsafe LinesAhead(ref byte first, nint stride, int rows, int length, int turns)
    {
        // Rows side by side are one long row.
        if (stride - length < AlignedBytes.Line) (rows, length) = (1, checked((int)(rows * stride)));
        _left = rows * (AlignedBytes.Lines(length) / AlignedBytes.Line);
        _linesOfTurn = (_left + turns - 1) / turns;
        _stride = stride;
        _length = length;
        _row = _next = (nint)Unsafe.AsPointer(ref first);
    }

    /// <summary>Asks for the next lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Turn()
    {
        nint next = _next, end = _row + _length;
        int lines = Math.Min(_linesOfTurn, _left);
        for (int i = 0; i < lines; i++)
        {
            Prefetch.Line(next);
            next += AlignedBytes.Line;
            if (next < end) continue;
            next = _row += _stride;
            end = next + _length;
        }

        _next = next;
        _left -= lines;
    }
}

namespace Downright.Kernels;

/// <summary>
/// What area scaling's vertical pass asks for while it reads some rows side by side: what lies a little further in each of
/// them, and at their ends the starts of the rows that the next output has in their places.
/// </summary>
/// <param name="From">The first of the rows to do so.</param>
/// <param name="Near">How many bytes ahead, up to so many before a row's end.</param>
/// <param name="Next">How many bytes ahead from there on.</param>
internal readonly record struct RowsAhead(int From, int Near, nint Next)
{
    /// <summary>Far enough that memory answers in time, near enough that it waits in a near cache.</summary>
    private const int MostNear = 3 << 10;

    /// <param name="from">The first of the rows to do so.</param>
    /// <param name="length">Bytes of a row.</param>
    /// <param name="next">Bytes to the rows of the next output; 0 where there is none.</param>
    public static RowsAhead Of(int from, int length, nint next)
    {
        int near = Math.Min(MostNear, length);
        return new RowsAhead(from, near, next == 0 ? 0 : next + near - length);
    }
}

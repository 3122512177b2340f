namespace Downright.Kernels;

/// <summary>
/// The windows of the pixels that a selective filter replaces: every pixel of certain rows and columns has a window that
/// reaches so far to each side, cut off at the border, without the pixels of those rows and columns themselves.
/// </summary>
/// <param name="Size">The image.</param>
/// <param name="Rows">Whether each row is replaced.</param>
/// <param name="Columns">Whether each column is replaced.</param>
/// <param name="HalfWidth">How far a window reaches to the left and to the right.</param>
/// <param name="HalfHeight">How far a window reaches up and down.</param>
internal sealed record WindowGeometry(ImageSize Size, bool[] Rows, bool[] Columns, int HalfWidth, int HalfHeight)
{
    /// <summary>The rows of the windows of a row's pixels, the last one not included.</summary>
    public (int Top, int Bottom) RowsAround(int y) =>
        (Math.Max(0, y - HalfHeight), (int)Math.Min(Size.Height, (long)y + HalfHeight + 1));

    /// <summary>The number of a window's rows whose replaced columns do, and do not, belong to it.</summary>
    public (int Free, int Replaced) CountRows(int y)
    {
        var (top, bottom) = RowsAround(y);
        int replaced = Rows.AsSpan(top..bottom).Count(true);
        return (bottom - top - replaced, replaced);
    }
}

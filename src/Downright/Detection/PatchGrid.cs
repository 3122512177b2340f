namespace Downright.Detection;

/// <summary>
/// Overlapping patches of an image, a fixed share of it large (Quiring et al. 2023, patch-clean): the image is mirrored
/// beyond its borders, its edge repeated, by as much as makes the last patch fit.
/// </summary>
internal sealed class PatchGrid
{
    private readonly int _left;
    private readonly int _top;
    private readonly ImageSize _size;
    private readonly int _step;

    /// <param name="size">Width × height of the image.</param>
    /// <param name="windowFactor">How many patches fit side by side.</param>
    /// <param name="stepFactor">How many steps make the height of a patch.</param>
    public PatchGrid(ImageSize size, int windowFactor, int stepFactor)
    {
        _size = size;
        Width = Math.Max(size.Width / windowFactor, 1);
        Height = Math.Max(size.Height / windowFactor, 1);
        _step = Math.Max(Height / stepFactor, 1);
        (_left, Columns) = Axis(size.Width, Width);
        (_top, Rows) = Axis(size.Height, Height);
    }

    public int Width { get; }

    public int Height { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The source columns of a column of patches; some stand twice where the image is mirrored.</summary>
    public int[] ColumnsOf(int column) => Positions((column * _step) - _left, Width, _size.Width);

    /// <summary>The source rows of a row of patches.</summary>
    public int[] RowsOf(int row) => Positions((row * _step) - _top, Height, _size.Height);

    private (int Before, int Count) Axis(int length, int window)
    {
        int total = Math.Max(window - (length % _step == 0 ? _step : length % _step), 0);
        return (total / 2, ((length + total - window) / _step) + 1);
    }

    private static int[] Positions(int start, int count, int length) =>
        [.. Enumerable.Range(start, count).Select(at => at < 0 ? -1 - at : at >= length ? (2 * length) - 1 - at : at).Select(at => Math.Clamp(at, 0, length - 1))];
}

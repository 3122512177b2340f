using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Which pixels the cells of some rows take: those outside P, or all where these are fewer than three quarters of the cell.
/// </summary>
internal sealed class CellWeights
{
    /// <param name="cells">The columns of each cell.</param>
    /// <param name="set">The considered columns.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="channels">Samples of a pixel.</param>
    /// <param name="others">The cells' rows that are not considered.</param>
    /// <param name="considered">The cells' considered rows.</param>
    public CellWeights((int From, int To)[] cells, ColumnSet set, int width, int channels, int others, int considered)
    {
        Mask = new ushort[width * channels];
        Quotients = new RoundedQuotient[cells.Length];
        TakesAll = new bool[cells.Length];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            var (from, to) = cells[cell];
            long pixels = (long)(others + considered) * (to - from), count = ((long)others * (to - from)) + ((long)considered * set.CountOthers(from, to));
            TakesAll[cell] = 4 * count < 3 * pixels;
            Quotients[cell] = new RoundedQuotient(TakesAll[cell] ? pixels : count);
            for (int x = from; x < to; x++)
                if (TakesAll[cell] || !set.Contains(x)) Mask.AsSpan(x * channels, channels).Fill(ushort.MaxValue);
        }
    }

    /// <summary>Where the samples of considered rows count: all bits or none.</summary>
    public ushort[] Mask { get; }

    /// <summary>The means of the cells' pixels that count.</summary>
    public RoundedQuotient[] Quotients { get; }

    /// <summary>Whether each cell takes all its pixels.</summary>
    public bool[] TakesAll { get; }
}

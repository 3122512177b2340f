using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Selective random filter (Quiring et al. 2020, defence 2; docs/methods/selective-random.md): one candidate, all candidates equally likely, gives all
/// channels. The draw depends on the key and on the pixel's index y · width + x alone, and picks from the candidates in
/// row-major order.
/// </summary>
internal sealed class SelectiveRandomRow(CandidateSearch search, FoundWindows found, ConsideredPixels considered) : SelectiveRow(search, found, considered)
{
    protected override void Replace(CandidateWindow window, ReadOnlySpan<int> listed, int x, int y, Span<byte> pixel)
    {
        int draw = Philox4x32.Draw(((long)y * Image.Width) + x, Key, window.Count);
        var (row, column) = window.IsListed
            ? Math.DivRem(listed[draw], Image.Width)
            : Outside(window, draw);
        Image.Row(row).Slice(column * Image.Channels, Image.Channels).CopyTo(pixel);
    }

    private (int Row, int Column) Outside(CandidateWindow window, int index)
    {
        for (int row = window.Top; ; row++)
        {
            ColumnSet? columns = Considered.Row(row);
            int count = columns?.CountOthers(window.Left, window.Right) ?? window.Right - window.Left;
            if (index < count) return (row, columns?.Other(window.Left, index) ?? window.Left + index);
            index -= count;
        }
    }
}

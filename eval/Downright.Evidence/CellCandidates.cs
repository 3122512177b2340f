using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Evidence;

/// <summary>
/// Candidates out of the area cell of the output that a considered pixel feeds most: the cell's pixels outside P, and where
/// these are fewer than half of it, its lightest pixels, as the median filter has it. (The mean filter takes all of them.)
/// </summary>
internal sealed class CellCandidates(ScalingOperator op, SelectiveFilter filter)
{
    private readonly (int From, int To)[] _rows = Cells(op.Left);
    private readonly (int From, int To)[] _columns = Cells(op.Right);

    /// <summary>The candidates y · width + x; none for a pixel that is not considered.</summary>
    public int[] Of(int x, int y)
    {
        if (!filter.Considered.Contains(x, y)) return [];
        int width = op.SourceSize.Width;
        int[] cell = [.. from row in Enumerable.Range(_rows[y].From, _rows[y].To - _rows[y].From)
                         from column in Enumerable.Range(_columns[x].From, _columns[x].To - _columns[x].From)
                         select (row * width) + column];
        int[] outside = Array.FindAll(cell, pixel => !filter.Considered.Contains(pixel % width, pixel / width));
        if (2 * outside.Length >= cell.Length) return outside;
        double[] influences = Array.ConvertAll(cell, pixel => filter.Influence.At(pixel % width, pixel / width));
        double median = influences.Order().ElementAt((influences.Length - 1) / 2);
        int self = (y * width) + x;
        return [.. cell.Where((pixel, i) => pixel != self && influences[i] <= median)];
    }

    private static (int, int)[] Cells(BandedMatrix axis)
    {
        var best = new double[axis.Columns];
        var cells = new (int, int)[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            int from = Border(output), to = Border(output + 1);
            for (int tap = 0; tap < axis.Taps(output); tap++)
            {
                int sample = axis.First(output) + tap;
                double weight = Math.Abs(axis.Weights(output)[tap]);
                if (weight <= best[sample]) continue;
                best[sample] = weight;
                cells[sample] = (from, to);
            }
        }

        return cells;

        int Border(int output) => (int)(((2L * output * axis.Columns) + axis.Rows) / (2L * axis.Rows));
    }
}

using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// Keeps the image between a scaler's passes within bytes. Pillow scales rows first and clips what comes out to 0–255,
/// which the linear model does not know: where weights below 0 carry it further, the output is another one. Around an
/// output that is off, this looks for pixels with which both hold, outputs within ε and the narrow image within 0–255: a
/// convex problem, on which an accelerated gradient method (Beck and Teboulle 2009) brings the sum of squared
/// violations down.
/// </summary>
/// <param name="problem">The problem.</param>
/// <param name="epsilon">ε.</param>
/// <param name="channel">The channel.</param>
internal sealed class RangeBetweenPasses(QuadraticProblem problem, double epsilon, int channel)
{
    private const int MaxSteps = 1000;

    /// <summary>The violation, in grey levels, that rounding to bytes forgives.</summary>
    private const double Enough = 0.1;

    /// <summary>How many outputs around the one that is off may change with it, to each side.</summary>
    private const int Margin = 4;

    private readonly ScalingOperator _op = problem.Operator;
    private readonly BandedMatrix _outputsOfRow = problem.Operator.Left.Transpose();
    private readonly BandedMatrix _outputsOfColumn = problem.Operator.Right.Transpose();
    private readonly double _vertical = Bound(problem.Operator.Left);
    private readonly double _horizontal = Bound(problem.Operator.Right);

    /// <summary>Moves the pixels around an output.</summary>
    /// <param name="pixels">The channel's pixels, row by row; those around the output are replaced.</param>
    /// <param name="output">The output, row by row.</param>
    public void Restore(float[] pixels, int output)
    {
        var (rows, outputRows) = Around(_op.Left, _outputsOfRow, output / _op.TargetSize.Width);
        var (columns, outputColumns) = Around(_op.Right, _outputsOfColumn, output % _op.TargetSize.Width);
        Region region = new(rows, columns, outputRows, outputColumns);
        double[,] fixedNarrow = Narrow(pixels, region), fixedOutputs = Outputs(pixels, region);
        int height = rows.Count, width = columns.Count;
        double[] at = new double[height * width], ahead = new double[at.Length];
        for (int r = 0; r < height; r++)
            for (int c = 0; c < width; c++) at[(r * width) + c] = pixels[((rows.First + r) * _op.SourceSize.Width) + columns.First + c];
        at.CopyTo(ahead, 0);

        double step = 1 / (_horizontal * 2 * _vertical), momentum = 1;
        var pull = new double[height, outputColumns.Count];
        for (int i = 0; i < MaxSteps; i++)
        {
            problem.Parallel.CancellationToken.ThrowIfCancellationRequested();
            if (Pull(ahead, region, fixedNarrow, fixedOutputs, pull) < Enough) break;
            double next = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2, carry = (momentum - 1) / next;
            momentum = next;
            for (int r = 0; r < height; r++)
            {
                for (int c = 0; c < width; c++)
                {
                    int column = columns.First + c, index = (r * width) + c;
                    ReadOnlySpan<double> weights = _outputsOfColumn.Weights(column);
                    double gradient = 0;
                    for (int tap = 0; tap < weights.Length; tap++) gradient += weights[tap] * pull[r, _outputsOfColumn.First(column) + tap - outputColumns.First];
                    double moved = Clip(ahead[index] - (step * gradient), rows.First + r, column);
                    ahead[index] = Clip(moved + (carry * (moved - at[index])), rows.First + r, column);
                    at[index] = moved;
                }
            }
        }

        for (int r = 0; r < height; r++)
            for (int c = 0; c < width; c++) pixels[((rows.First + r) * _op.SourceSize.Width) + columns.First + c] = (float)ahead[(r * width) + c];
    }

    /// <summary>The gradient at the narrow image, in the region's rows.</summary>
    /// <returns>The largest violation, in grey levels.</returns>
    private double Pull(double[] pixels, Region region, double[,] fixedNarrow, double[,] fixedOutputs, double[,] pull)
    {
        var (rows, columns, outputRows, outputColumns) = region;
        double largest = 0;
        for (int x = 0; x < outputColumns.Count; x++)
        {
            ReadOnlySpan<double> horizontal = _op.Right.Weights(outputColumns.First + x);
            int first = _op.Right.First(outputColumns.First + x) - columns.First;
            var narrow = new double[rows.Count];
            for (int r = 0; r < rows.Count; r++)
            {
                double sum = fixedNarrow[r, x];
                for (int tap = Math.Max(0, -first); tap < horizontal.Length && first + tap < columns.Count; tap++) sum += horizontal[tap] * pixels[(r * columns.Count) + first + tap];
                narrow[r] = sum;
                double beyond = sum - Math.Clamp(sum, 0, 255);
                pull[r, x] = _vertical * beyond;
                largest = Math.Max(largest, Math.Abs(beyond));
            }

            for (int y = 0; y < outputRows.Count; y++)
            {
                ReadOnlySpan<double> vertical = _op.Left.Weights(outputRows.First + y);
                int top = _op.Left.First(outputRows.First + y) - rows.First;
                double error = fixedOutputs[y, x] - problem.Target.Row(outputRows.First + y)[((outputColumns.First + x) * problem.Target.Channels) + channel];
                for (int tap = Math.Max(0, -top); tap < vertical.Length && top + tap < rows.Count; tap++) error += vertical[tap] * narrow[top + tap];
                double beyond = error - Math.Clamp(error, -epsilon, epsilon);
                if (beyond == 0) continue;
                largest = Math.Max(largest, Math.Abs(beyond));
                for (int tap = Math.Max(0, -top); tap < vertical.Length && top + tap < rows.Count; tap++) pull[top + tap, x] += vertical[tap] * beyond;
            }
        }

        return largest;
    }

    /// <summary>What pixels outside of the region's columns give to the narrow image in its rows.</summary>
    private double[,] Narrow(float[] pixels, Region region)
    {
        var narrow = new double[region.Rows.Count, region.OutputColumns.Count];
        for (int r = 0; r < region.Rows.Count; r++)
            for (int x = 0; x < region.OutputColumns.Count; x++) narrow[r, x] = NarrowAt(pixels, region.Rows.First + r, region.OutputColumns.First + x, region.Columns);
        return narrow;
    }

    /// <summary>What rows outside of the region give to its outputs.</summary>
    private double[,] Outputs(float[] pixels, Region region)
    {
        var outputs = new double[region.OutputRows.Count, region.OutputColumns.Count];
        for (int y = 0; y < region.OutputRows.Count; y++)
        {
            int output = region.OutputRows.First + y;
            ReadOnlySpan<double> vertical = _op.Left.Weights(output);
            for (int tap = 0; tap < vertical.Length; tap++)
            {
                int row = _op.Left.First(output) + tap;
                if (region.Rows.Has(row)) continue;
                for (int x = 0; x < region.OutputColumns.Count; x++)
                    outputs[y, x] += vertical[tap] * Math.Clamp(NarrowAt(pixels, row, region.OutputColumns.First + x, default), 0, 255);
            }
        }

        return outputs;
    }

    private double NarrowAt(float[] pixels, int row, int x, Interval without)
    {
        ReadOnlySpan<double> horizontal = _op.Right.Weights(x);
        double sum = 0;
        for (int tap = 0; tap < horizontal.Length; tap++)
        {
            int column = _op.Right.First(x) + tap;
            if (!without.Has(column)) sum += horizontal[tap] * pixels[(row * _op.SourceSize.Width) + column];
        }

        return sum;
    }

    private double Clip(double value, int row, int column)
    {
        int sample = (((row * _op.SourceSize.Width) + column) * problem.Source.Channels) + channel;
        return Math.Clamp(value, problem.Range?.Least[sample] ?? 0, problem.Range?.Most[sample] ?? 255);
    }

    /// <summary>The samples of an axis that feed an output or one near it, and all outputs that those feed.</summary>
    private static (Interval Samples, Interval Outputs) Around(BandedMatrix axis, BandedMatrix transposed, int output)
    {
        int low = Math.Max(0, output - Margin), high = Math.Min(axis.Rows - 1, output + Margin);
        int first = axis.First(low), last = axis.First(high) + axis.Taps(high) - 1, least = low, most = high;
        for (int sample = first; sample <= last; sample++)
        {
            if (transposed.Taps(sample) == 0) continue;
            least = Math.Min(least, transposed.First(sample));
            most = Math.Max(most, transposed.First(sample) + transposed.Taps(sample) - 1);
        }

        return (new Interval(first, last - first + 1), new Interval(least, most - least + 1));
    }

    /// <summary>An upper bound of an axis's largest eigenvalue of MMᵀ.</summary>
    private static double Bound(BandedMatrix axis)
    {
        var columns = new double[axis.Columns];
        double row = 0;
        for (int output = 0; output < axis.Rows; output++)
        {
            ReadOnlySpan<double> weights = axis.Weights(output);
            double sum = 0;
            for (int tap = 0; tap < weights.Length; tap++)
            {
                sum += Math.Abs(weights[tap]);
                columns[axis.First(output) + tap] += Math.Abs(weights[tap]);
            }

            row = Math.Max(row, sum);
        }

        return row * columns.Max();
    }

    private readonly record struct Interval(int First, int Count)
    {
        public bool Has(int index) => index >= First && index < First + Count;
    }

    private sealed record Region(Interval Rows, Interval Columns, Interval OutputRows, Interval OutputColumns);
}

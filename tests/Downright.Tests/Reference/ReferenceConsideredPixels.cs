using Downright.Scaling;

namespace Downright.Tests.Reference;

/// <summary>P by the words of its definition, a flag per pixel, [row, column].</summary>
internal static class ReferenceConsideredPixels
{
    public static bool[,] Support(ScalingOperator op)
    {
        bool vertical = new ReferenceEnergy(op.Left).IsEven, horizontal = new ReferenceEnergy(op.Right).IsEven;
        bool[] rows = Axis(op.Left, op.Right), columns = Axis(op.Right, op.Left);
        return Flags(op, (y, x) => !(vertical && horizontal) && (vertical || rows[y]) && (horizontal || columns[x]));
    }

    /// <summary>The published set where no source pixel feeds two outputs: both stages in closed form.</summary>
    public static bool[,] WhiteWithoutOverlap(ScalingOperator op)
    {
        double[] rows = Stage(op.Left, 100);
        double[][] pixels = [.. rows.Select(value => Stage(op.Right, value))];
        return Flags(op, (y, x) => pixels[y][x] != 255);
    }

    /// <summary>Per source sample whether some output does not drop it.</summary>
    public static bool[] Axis(BandedMatrix axis, BandedMatrix other)
    {
        double gain = Enumerable.Range(0, other.Rows).Max(i => Enumerable.Range(0, other.Columns).Sum(j => Math.Abs(other[i, j])));
        var kept = new bool[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            double sum = 0;
            foreach (int sample in Enumerable.Range(0, axis.Columns).OrderBy(j => Math.Abs(axis[output, j])).ThenBy(j => j))
            {
                sum += Math.Abs(axis[output, sample]);
                if (sum > 0.005 / gain) kept[sample] = true;
            }
        }

        return kept;
    }

    /// <summary>White samples pushed down by d = clip(−λw) until each output is at most target + 1, then rounded.</summary>
    private static double[] Stage(BandedMatrix axis, double target)
    {
        double[] samples = [.. Enumerable.Repeat(255.0, axis.Columns)];
        for (int output = 0; output < axis.Rows; output++)
        {
            double least = 0, most = 1e9;
            if (Output(axis, output, 0) <= target + 1) continue;
            for (int step = 0; step < 200; step++)
            {
                double middle = (least + most) / 2;
                if (Output(axis, output, middle) > target + 1) least = middle;
                else most = middle;
            }

            for (int j = 0; j < axis.Columns; j++)
                if (axis[output, j] != 0) samples[j] = Math.Round(255 + Change(axis[output, j], most));
        }

        return samples;
    }

    private static double Output(BandedMatrix axis, int output, double push) =>
        Enumerable.Range(0, axis.Columns).Sum(j => axis[output, j] * (255 + Change(axis[output, j], push)));

    private static double Change(double weight, double push) => Math.Clamp(-push * weight, -255, 0);

    private static bool[,] Flags(ScalingOperator op, Func<int, int, bool> flag)
    {
        var flags = new bool[op.SourceSize.Height, op.SourceSize.Width];
        for (int y = 0; y < op.SourceSize.Height; y++)
            for (int x = 0; x < op.SourceSize.Width; x++)
                flags[y, x] = flag(y, x);
        return flags;
    }
}

namespace Downright.Scaling;

/// <summary>
/// Area scaling (Quiring et al. 2020, defence 1: robust scaling), each axis on its own: a shrinking axis is averaged over
/// exactly the source area of each output, a growing one is interpolated linearly, so that one grown pixel on one axis
/// never switches the averaging off on the other.
/// </summary>
internal static class AreaMatrices
{
    public static BandedMatrix Axis(int source, int target) =>
        target > source ? Interpolate(source, target) : Average(source, target);

    /// <summary>
    /// Output i covers the source interval [i·n/m, (i+1)·n/m). In units of 1/m of a sample that is [i·n, (i+1)·n), so
    /// the overlaps are whole numbers and every row sums to exactly n of them.
    /// </summary>
    public static BandedMatrix Average(int source, int target)
    {
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            long from = (long)i * source, to = from + source;
            int first = (int)(from / target), last = (int)((to - 1) / target);
            var weights = new double[last - first + 1];
            for (int j = first; j <= last; j++)
            {
                long overlap = Math.Min(to, (long)(j + 1) * target) - Math.Max(from, (long)j * target);
                weights[j - first] = (double)overlap / source;
            }

            builder.Add(first, weights);
        }

        return builder.Build();
    }

    private static BandedMatrix Interpolate(int source, int target)
    {
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            double x = ((i + 0.5) * source / target) - 0.5;
            double floor = Math.Floor(x);
            builder.AddClamped((int)floor, [1 - (x - floor), x - floor]);
        }

        return builder.Build();
    }
}

namespace Downright.Scaling;

/// <summary>
/// What both TensorFlow grids share: the kernels ResizeBilinear, ResizeBicubic and ResizeArea
/// (tensorflow/core/kernels/image), in single precision as they compute.
/// </summary>
internal static class TensorFlowKernels
{
    private const int CubicSteps = 1 << 10;

    /// <summary>β, the source coordinate's step from one output to the next.</summary>
    public static float Scale(int source, int target) => source / (float)target;

    /// <summary>The two neighbours of a coordinate; a coordinate beyond the border reads the border's sample twice.</summary>
    public static AxisTaps Linear(int source, int target, Func<int, float, float> coordinate)
    {
        float scale = Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            float x = coordinate(i, scale), floor = MathF.Floor(x), f = x - floor;
            taps.Add((int)floor, 1 - f, f);
        }

        return taps;
    }

    /// <summary>
    /// Keys' kernel with coefficient <paramref name="a"/>, tabled at fractions of 1/1024: the inner and the outer lobe
    /// of each fraction, side by side.
    /// </summary>
    public static float[] CubicTable(double a)
    {
        var table = new float[(CubicSteps + 1) * 2];
        for (int i = 0; i <= CubicSteps; i++)
        {
            double x = (double)i / CubicSteps;
            table[i * 2] = (float)ResamplingFilters.Keys(x, a);
            table[(i * 2) + 1] = (float)ResamplingFilters.Keys(x + 1, a);
        }

        return table;
    }

    /// <summary>The four weights around a coordinate, its fraction rounded to the table's steps.</summary>
    /// <param name="table">From <see cref="CubicTable"/>.</param>
    /// <param name="x">The coordinate.</param>
    /// <param name="weights">Receives the weights of the samples j − 1 to j + 2.</param>
    /// <returns>j, the sample at or before the coordinate.</returns>
    public static int CubicWeights(ReadOnlySpan<float> table, float x, Span<float> weights)
    {
        int j = (int)MathF.Floor(x);
        int step = (int)MathF.Round((x - j) * CubicSteps);
        weights[0] = table[(step * 2) + 1];
        weights[1] = table[step * 2];
        weights[2] = table[(CubicSteps - step) * 2];
        weights[3] = table[((CubicSteps - step) * 2) + 1];
        return j;
    }

    /// <summary>
    /// The overlaps of the cell [i · β, (i + 1) · β) with the samples, in samples: the kernel divides by β only at the
    /// end. Neither grid shifts the cells.
    /// </summary>
    public static AxisTaps Area(int source, int target)
    {
        float scale = Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            float from = i * scale, to = (i + 1) * scale;
            int start = (int)MathF.Floor(from), end = (int)MathF.Ceiling(to);
            var weights = new float[end - start];
            for (int j = start; j < end; j++) weights[j - start] = Overlap(j, from, to, scale);
            taps.Add(start, weights);
        }

        return taps;
    }

    private static float Overlap(int sample, float from, float to, float scale)
    {
        bool endsInside = sample + 1 <= to;
        if (sample < from) return endsInside ? sample + 1 - from : scale;
        return endsInside ? 1 : to - sample;
    }
}

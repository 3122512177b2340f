namespace Downright.Scaling;

/// <summary>
/// OpenCV 4, <c>cv::resize</c> (modules/imgproc/src/resize.cpp). The geometry is computed in the types that OpenCV
/// uses, since a coordinate's last bit decides which sample is read.
/// </summary>
internal static class OpenCvMatrices
{
    private const double CubicCoefficient = -0.75;

    /// <param name="algorithm">One of OpenCV's algorithms.</param>
    /// <param name="source">Samples of the axis.</param>
    /// <param name="target">Outputs of the axis.</param>
    /// <param name="shrinks">Whether no axis of the image grows: only then is INTER_AREA an average.</param>
    public static BandedMatrix Axis(ScalerAlgorithm algorithm, int source, int target, bool shrinks) => algorithm switch
    {
        ScalerAlgorithm.Nearest => Nearest(source, target),
        ScalerAlgorithm.NearestExact => NearestExact(source, target),
        ScalerAlgorithm.Linear or ScalerAlgorithm.LinearExact => Linear(source, target),
        ScalerAlgorithm.Cubic => Interpolated(source, target, 4, Cubic),
        ScalerAlgorithm.Lanczos4 => Interpolated(source, target, 8, Lanczos4),
        ScalerAlgorithm.Area when shrinks => Area(source, target),
        ScalerAlgorithm.Area => AreaGrown(source, target),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "OpenCV has no such algorithm."),
    };

    private static double Scale(int source, int target) => 1.0 / ((double)target / source);

    private static BandedMatrix Nearest(int source, int target)
    {
        double scale = Scale(source, target);
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
            builder.Add(Math.Min((int)Math.Floor(i * scale), source - 1), [1]);
        return builder.Build();
    }

    /// <summary>16-bit fixed point, with half a step of offset so that the centre's sample is read.</summary>
    private static BandedMatrix NearestExact(int source, int target)
    {
        long step = (((long)source << 16) + (target / 2)) / target;
        long offset = (step / 2) - (source % 2);
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
            builder.Add((int)Math.Clamp(((step * i) + offset) >> 16, 0, source - 1), [1]);
        return builder.Build();
    }

    private static BandedMatrix Linear(int source, int target)
    {
        double scale = Scale(source, target);
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            var (j, f) = Split((float)(((i + 0.5) * scale) - 0.5));
            builder.AddClamped(j, [1 - f, f]);
        }

        return builder.Build();
    }

    private static BandedMatrix Interpolated(int source, int target, int taps, Func<float, double[]> weights)
    {
        double scale = Scale(source, target);
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            var (j, f) = Split((float)(((i + 0.5) * scale) - 0.5));
            builder.AddClamped(j - (taps / 2) + 1, weights(f));
        }

        return builder.Build();
    }

    private static double[] Cubic(float f)
    {
        double[] weights = new double[4];
        for (int tap = 0; tap < 4; tap++) weights[tap] = ResamplingFilters.Keys(tap - 1 - f, CubicCoefficient);
        return weights;
    }

    private static double[] Lanczos4(float f)
    {
        double[] weights = new double[8];
        double sum = 0;
        for (int tap = 0; tap < 8; tap++) sum += weights[tap] = ResamplingFilters.Lanczos(tap - 3 - f, 4);
        for (int tap = 0; tap < 8; tap++) weights[tap] /= sum;
        return weights;
    }

    /// <summary>The mean of [i·β, (i+1)·β), where overlaps of less than a thousandth of a sample are left out.</summary>
    private static BandedMatrix Area(int source, int target)
    {
        const double Least = 1e-3;
        double scale = Scale(source, target);
        if (source % target == 0) return AreaMatrices.Average(source, target);

        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            double from = i * scale, to = from + scale;
            double cell = Math.Min(scale, source - from);
            int end = Math.Min((int)Math.Floor(to), source - 1);
            int start = Math.Min((int)Math.Ceiling(from), end);

            bool head = start - from > Least, tail = to - end > Least;
            var weights = new double[end - start + (head ? 1 : 0) + (tail ? 1 : 0)];
            weights.AsSpan().Fill(1 / cell);
            if (head) weights[0] = (start - from) / cell;
            if (tail) weights[^1] = Math.Min(Math.Min(to - end, 1), cell) / cell;
            builder.Add(head ? start - 1 : start, weights);
        }

        return builder.Build();
    }

    /// <summary>INTER_AREA where an axis grows: linear interpolation between neighbours, with the area's own offsets.</summary>
    private static BandedMatrix AreaGrown(int source, int target)
    {
        double inverse = (double)target / source, scale = 1.0 / inverse;
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            int j = (int)Math.Floor(i * scale);
            float f = (float)(i + 1 - ((j + 1) * inverse));
            f = f <= 0 ? 0 : f - MathF.Floor(f);
            builder.AddClamped(j, [1 - f, f]);
        }

        return builder.Build();
    }

    private static (int Index, float Fraction) Split(float x)
    {
        float floor = MathF.Floor(x);
        return ((int)floor, x - floor);
    }
}

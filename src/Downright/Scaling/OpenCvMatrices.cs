namespace Downright.Scaling;

/// <summary>
/// OpenCV 4, <c>cv::resize</c> (modules/imgproc/src/resize.cpp): the linear model of its arithmetic, with the same
/// coefficients.
/// </summary>
internal static class OpenCvMatrices
{
    /// <param name="algorithm">One of OpenCV's algorithms.</param>
    /// <param name="source">Samples of the axis.</param>
    /// <param name="target">Outputs of the axis.</param>
    /// <param name="shrinks">Whether no axis of the image grows: only then is INTER_AREA an average.</param>
    public static BandedMatrix Axis(ScalerAlgorithm algorithm, int source, int target, bool shrinks) => algorithm switch
    {
        ScalerAlgorithm.Nearest => Nearest(source, target),
        ScalerAlgorithm.NearestExact => NearestExact(source, target),
        ScalerAlgorithm.LinearExact => LinearExact(source, target),
        ScalerAlgorithm.Area when shrinks => Area(source, target),
        ScalerAlgorithm.Linear or ScalerAlgorithm.Cubic or ScalerAlgorithm.Area or ScalerAlgorithm.Lanczos4 =>
            Interpolated(OpenCvTaps.Of(algorithm, source, target), source),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "OpenCV has no such algorithm."),
    };

    private static BandedMatrix Nearest(int source, int target)
    {
        double scale = OpenCvGeometry.Ratio(source, target);
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

    private static BandedMatrix Interpolated(OpenCvTaps taps, int source)
    {
        var builder = new BandedMatrixBuilder(taps.Outputs, source);
        Span<double> weights = stackalloc double[taps.Count];
        for (int i = 0; i < taps.Outputs; i++)
        {
            for (int tap = 0; tap < weights.Length; tap++)
            {
                // Where Lanczos lands on a sample, its arithmetic leaves the other taps some 1e-31 in place of 0.
                float weight = taps.Weights(i)[tap];
                weights[tap] = MathF.Abs(weight) < 1e-20f ? 0 : weight;
            }

            builder.AddClamped(taps.First(i), weights);
        }

        return builder.Build();
    }

    private static BandedMatrix LinearExact(int source, int target)
    {
        var taps = new OpenCvExactTaps(source, target);
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
            builder.AddClamped(taps.First(i), [1 - (taps.Second(i) / 256.0), taps.Second(i) / 256.0]);
        return builder.Build();
    }

    /// <summary>The mean of [i·β, (i+1)·β), where overlaps of less than a thousandth of a sample are left out.</summary>
    private static BandedMatrix Area(int source, int target)
    {
        const double Least = 1e-3;
        double scale = OpenCvGeometry.Ratio(source, target);
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
}

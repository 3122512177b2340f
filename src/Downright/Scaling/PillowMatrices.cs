namespace Downright.Scaling;

/// <summary>
/// Pillow, <c>Image.resize</c> (src/libImaging/Resample.c, Geometry.c, Reduce.c): the kernel widens with the ratio, and
/// what leaves the image is cut off and renormalised.
/// </summary>
internal static class PillowMatrices
{
    public static BandedMatrix Axis(ScalerProfile profile, int source, int target)
    {
        if (profile.Algorithm == ScalerAlgorithm.Nearest) return Nearest(source, target);

        int factor = ReductionOf(profile, source, target);
        if (factor == 1) return Resample(profile.Algorithm, source, source, target);
        BandedMatrix reduce = Reduce(source, factor);
        return Resample(profile.Algorithm, reduce.Rows, ExtentOf(source, factor), target).Multiply(reduce);
    }

    /// <summary>The whole factor by which an axis is reduced before it is resampled; 1 for not at all.</summary>
    public static int ReductionOf(ScalerProfile profile, int source, int target) =>
        profile.ReducingGap is { } gap ? Math.Max(1, (int)((double)source / target / gap)) : 1;

    /// <summary>The part of a reduced axis that is resampled, in its own samples: the last one may stand for fewer.</summary>
    public static float ExtentOf(int source, int factor) => (float)((double)source / factor);

    /// <summary>The resampling proper.</summary>
    /// <param name="algorithm">One of Pillow's filters.</param>
    /// <param name="source">Samples of the axis.</param>
    /// <param name="extent">The part of the axis that is scaled, from 0 on; less than all of it after a reduction that left a remainder.</param>
    /// <param name="target">Outputs of the axis.</param>
    public static BandedMatrix Resample(ScalerAlgorithm algorithm, int source, float extent, int target)
    {
        // Pillow leaves an axis alone whose size does not change.
        if (extent == target && source == target) return BandedMatrix.Identity(source);

        var (support, filter) = FilterOf(algorithm);
        double scale = (double)extent / target;
        double widening = Math.Max(scale, 1), narrowing = 1 / widening;
        support *= widening;

        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            double centre = (i + 0.5) * scale;
            int start = Math.Max((int)(centre - support + 0.5), 0);
            int end = Math.Min((int)(centre + support + 0.5), source);
            var weights = new double[end - start];
            for (int j = start; j < end; j++) weights[j - start] = filter((j - centre + 0.5) * narrowing);
            builder.AddRenormalized(start, weights);
        }

        return builder.Build();
    }

    private static (double Support, Func<double, double> Filter) FilterOf(ScalerAlgorithm algorithm) => algorithm switch
    {
        ScalerAlgorithm.Box => (0.5, ResamplingFilters.Box),
        ScalerAlgorithm.Linear => (1, ResamplingFilters.Triangle),
        ScalerAlgorithm.Hamming => (1, ResamplingFilters.Hamming),
        ScalerAlgorithm.Cubic => (2, x => ResamplingFilters.Keys(x, -0.5)),
        ScalerAlgorithm.Lanczos => (3, x => ResamplingFilters.Lanczos(x, 3)),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Pillow has no such filter."),
    };

    private static BandedMatrix Nearest(int source, int target)
    {
        double scale = (double)source / target;
        var builder = new BandedMatrixBuilder(target, source);
        double x = scale * 0.5;
        for (int i = 0; i < target; i++)
        {
            builder.Add(Math.Min((int)x, source - 1), [1]);
            x += scale;
        }

        return builder.Build();
    }

    /// <summary><c>Image.reduce</c>: means of blocks of <paramref name="factor"/> samples; the last block may be shorter.</summary>
    private static BandedMatrix Reduce(int source, int factor)
    {
        int target = (source + factor - 1) / factor;
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            int taps = Math.Min(factor, source - (i * factor));
            var weights = new double[taps];
            weights.AsSpan().Fill(1.0 / taps);
            builder.Add(i * factor, weights);
        }

        return builder.Build();
    }
}

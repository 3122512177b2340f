namespace Downright.Scaling;

/// <summary>
/// PyTorch, <c>torch.nn.functional.interpolate</c> on a CPU with <c>align_corners=False</c> and a given size
/// (aten/src/ATen/native/UpSample.h, cpu/UpSampleKernel.cpp, AdaptiveAveragePooling.cpp).
/// </summary>
internal static class TorchMatrices
{
    private const float CubicCoefficient = -0.75f, AntialiasCubicCoefficient = -0.5f;

    public static BandedMatrix Axis(ScalerProfile profile, int source, int target) =>
        Taps(profile, source, target).ToMatrix();

    public static AxisTaps Taps(ScalerProfile profile, int source, int target) => (profile.Algorithm, profile.Antialias) switch
    {
        (ScalerAlgorithm.Nearest, _) => Nearest(source, target),
        (ScalerAlgorithm.NearestExact, _) => NearestExact(source, target),
        (ScalerAlgorithm.Linear, false) => Linear(source, target),
        (ScalerAlgorithm.Cubic, false) => Cubic(source, target),
        (ScalerAlgorithm.Area, _) => Area(source, target),
        (ScalerAlgorithm.Linear, true) => Antialias(source, target, 1, x => MathF.Max(0, 1 - x)),
        (ScalerAlgorithm.Cubic, true) => Antialias(source, target, 2, x => Keys(x, AntialiasCubicCoefficient)),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "PyTorch has no such algorithm."),
    };

    private static float Scale(int source, int target) => source / (float)target;

    /// <summary>(i + ½) · β − ½, with one rounding: the compiled kernels fuse the product and the difference.</summary>
    private static float Coordinate(int output, float scale) => MathF.FusedMultiplyAdd(scale, output + 0.5f, -0.5f);

    /// <summary>⌊i · β⌋, but without rounding where the axis stays or doubles.</summary>
    private static AxisTaps Nearest(int source, int target)
    {
        if (target == source) return AxisTaps.Identity(source);

        float scale = target == 2 * source ? 0.5f : Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++) taps.AddSample((int)MathF.Floor(i * scale));
        return taps;
    }

    private static AxisTaps NearestExact(int source, int target)
    {
        float scale = Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++) taps.AddSample((int)MathF.Floor((float)((i + 0.5) * scale)));
        return taps;
    }

    /// <summary>The two neighbours; a coordinate before the first sample becomes 0.</summary>
    private static AxisTaps Linear(int source, int target)
    {
        if (target == source) return AxisTaps.Identity(source);

        float scale = Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            var (j, f) = Split(MathF.Max(0, Coordinate(i, scale)), source);
            taps.AddClamped(j, 1 - f, f);
        }

        return taps;
    }

    /// <summary>Four taps; those beyond the border read the border's sample.</summary>
    private static AxisTaps Cubic(int source, int target)
    {
        float scale = Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            var (j, f) = Split(Coordinate(i, scale), source);
            float g = 1 - f;
            taps.AddClamped(
                j - 1,
                Keys(f + 1, CubicCoefficient), Keys(f, CubicCoefficient), Keys(g, CubicCoefficient), Keys(g + 1, CubicCoefficient));
        }

        return taps;
    }

    private static (int Index, float Fraction) Split(float x, int source)
    {
        int j = Math.Min((int)MathF.Floor(x), source - 1);
        return (j, Math.Clamp(x - j, 0, 1));
    }

    /// <summary>
    /// Adaptive average pooling: output i is the plain mean of the samples from ⌊i·n/m⌋ to ⌈(i+1)·n/m⌉, so that cells
    /// overlap where β is no whole number.
    /// </summary>
    private static AxisTaps Area(int source, int target)
    {
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            int start = (int)((long)i * source / target);
            int end = (int)((((long)(i + 1) * source) + target - 1) / target);
            var weights = new float[end - start];
            weights.AsSpan().Fill(1f / weights.Length);
            taps.AddClamped(start, weights);
        }

        return taps;
    }

    /// <summary>
    /// Pillow's rule: the samples whose centres lie within the widened support of (i + ½) · β, those beyond the border
    /// left out, their weights divided by their sum.
    /// </summary>
    private static AxisTaps Antialias(int source, int target, float support, Func<float, float> filter)
    {
        float scale = Scale(source, target);
        float inverse = scale >= 1 ? 1 / scale : 1;
        if (scale >= 1) support *= scale;

        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            float centre = scale * (i + 0.5f);
            int start = Math.Max((int)(centre - support + 0.5f), 0);
            int end = Math.Min((int)(centre + support + 0.5f), source);
            var weights = new float[end - start];
            float sum = 0;
            for (int j = start; j < end; j++) sum += weights[j - start] = filter(MathF.Abs((j - centre + 0.5f) * inverse));
            foreach (ref float weight in weights.AsSpan()) weight /= sum;
            taps.AddClamped(start, weights);
        }

        return taps;
    }

    private static float Keys(float x, float a)
    {
        if (x < 1) return ((((a + 2) * x) - (a + 3)) * x * x) + 1;
        return x < 2 ? (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a) : 0;
    }
}

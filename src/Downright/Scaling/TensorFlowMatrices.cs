namespace Downright.Scaling;

/// <summary>
/// TensorFlow 2, <c>tf.image.resize</c>: half-pixel centres. Without antialias the kernels of TensorFlow 1 on this grid;
/// with it, and always for lanczos3, the kernel ScaleAndTranslate (tensorflow/core/kernels/image).
/// </summary>
internal static class TensorFlowMatrices
{
    private static readonly float[] Cubic = TensorFlowKernels.CubicTable(-0.5);

    public static BandedMatrix Axis(ScalerProfile profile, int source, int target) =>
        Taps(profile, source, target).ToMatrix();

    public static AxisTaps Taps(ScalerProfile profile, int source, int target) => (profile.Algorithm, profile.Antialias) switch
    {
        (ScalerAlgorithm.Nearest, _) => Nearest(source, target),
        (ScalerAlgorithm.Linear, false) => TensorFlowKernels.Linear(source, target, Coordinate),
        (ScalerAlgorithm.Cubic, false) => Cubics(source, target),
        (ScalerAlgorithm.Area, _) => TensorFlowKernels.Area(source, target),
        (ScalerAlgorithm.Linear, true) => Spans(source, target, 1, true, Triangle),
        (ScalerAlgorithm.Cubic, true) => Spans(source, target, 2, true, Keys),
        (ScalerAlgorithm.Lanczos3, _) => Spans(source, target, 3, profile.Antialias, Lanczos3),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "TensorFlow has no such algorithm."),
    };

    private static float Coordinate(int output, float scale) => ((output + 0.5f) * scale) - 0.5f;

    private static AxisTaps Nearest(int source, int target)
    {
        float scale = TensorFlowKernels.Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++) taps.Add((int)MathF.Floor((i + 0.5f) * scale), 1f);
        return taps;
    }

    /// <summary>Taps beyond the border are dropped, and the rest is divided by its sum.</summary>
    private static AxisTaps Cubics(int source, int target)
    {
        float scale = TensorFlowKernels.Scale(source, target);
        var taps = new AxisTaps(source, target);
        Span<float> weights = stackalloc float[4];
        for (int i = 0; i < target; i++)
        {
            int first = TensorFlowKernels.CubicWeights(Cubic, Coordinate(i, scale), weights) - 1;
            for (int tap = 0; tap < 4; tap++)
            {
                if (first + tap < 0 || first + tap >= source) weights[tap] = 0;
            }

            Normalize(weights);
            taps.Add(first, weights);
        }

        return taps;
    }

    /// <summary>
    /// ScaleAndTranslate: the samples within the kernel's radius of the centre (i + ½) · β, those beyond the border left
    /// out, their weights divided by their sum. Antialias widens the kernel by β where the axis shrinks.
    /// </summary>
    private static AxisTaps Spans(int source, int target, float radius, bool antialias, Func<float, float> kernel)
    {
        float scale = (float)(1.0 / (target / (float)source));
        float widening = antialias ? MathF.Max(scale, 1) : 1;
        float inverse = 1 / widening;
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            float centre = (i + 0.5f) * scale;
            int start = Math.Clamp((int)MathF.Ceiling(centre - (radius * widening) - 0.5f), 0, source - 1);
            int end = Math.Clamp((int)MathF.Floor(centre + (radius * widening) - 0.5f), 0, source - 1) + 1;
            var weights = new float[end - start];
            for (int j = start; j < end; j++) weights[j - start] = kernel(MathF.Abs((j + 0.5f - centre) * inverse));
            Normalize(weights);
            taps.Add(start, weights);
        }

        return taps;
    }

    private static void Normalize(Span<float> weights)
    {
        float sum = 0;
        foreach (float weight in weights) sum += weight;
        float inverse = 1 / sum;
        foreach (ref float weight in weights) weight *= inverse;
    }

    private static float Triangle(float x) => x < 1 ? 1 - x : 0;

    private static float Keys(float x)
    {
        if (x >= 2) return 0;
        return x >= 1
            ? ((((((-0.5f * x) + 2.5f) * x) - 4) * x) + 2)
            : (((1.5f * x) - 2.5f) * x * x) + 1;
    }

    private static float Lanczos3(float x)
    {
        const float Pi = MathF.PI;
        if (x > 3) return 0;
        return x <= 1e-3f ? 1 : 3 * Sin(Pi * x) * Sin(Pi * x / 3) / (Pi * Pi * x * x);
    }

    /// <summary>The sine of a single, rounded from double precision, so that every platform has the same.</summary>
    private static float Sin(float x) => (float)Math.Sin(x);
}

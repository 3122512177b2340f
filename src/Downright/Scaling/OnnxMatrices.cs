namespace Downright.Scaling;

/// <summary>
/// The ONNX operator <c>Resize</c> as ONNX Runtime computes it on a CPU from given sizes, with exclude_outside = 0
/// (onnxruntime/core/providers/cpu/tensor/upsample.cc, upsamplebase.h, upsample_antialias.h).
/// </summary>
internal static class OnnxMatrices
{
    public static BandedMatrix Axis(ScalerProfile profile, int source, int target) =>
        Taps(profile, source, target).ToMatrix();

    public static AxisTaps Taps(ScalerProfile profile, int source, int target)
    {
        float a = (float)profile.CubicCoefficient;
        return (profile.Algorithm, profile.Antialias) switch
        {
            (ScalerAlgorithm.Nearest, _) => Nearest(profile, source, target),
            (ScalerAlgorithm.Linear, false) => Linear(profile.Coordinates, source, target),
            (ScalerAlgorithm.Cubic, false) => Cubic(profile.Coordinates, source, target, a),
            (ScalerAlgorithm.Linear, true) => Antialias(profile.Coordinates, source, target, 1, x => MathF.Max(0, 1 - x)),
            (ScalerAlgorithm.Cubic, true) => Antialias(profile.Coordinates, source, target, 2, x => Keys(x, a)),
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "ONNX has no such algorithm."),
        };
    }

    /// <summary>Target size ÷ source size: the operator's scale, the inverse of β.</summary>
    private static float Scale(int source, int target) => target / (float)source;

    /// <summary>The source coordinate of an output; an axis that does not change is not moved, whatever the mode.</summary>
    private static float Coordinate(OnnxCoordinates coordinates, int output, int source, int target)
    {
        if (source == target) return output;

        float scale = Scale(source, target);
        return coordinates switch
        {
            OnnxCoordinates.HalfPixel => ((output + 0.5f) / scale) - 0.5f,
            OnnxCoordinates.PytorchHalfPixel => target > 1 ? ((output + 0.5f) / scale) - 0.5f : 0,
            OnnxCoordinates.Asymmetric => output / scale,
            OnnxCoordinates.AlignCorners => target > 1 ? output * (source - 1f) / (target - 1f) : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(coordinates), coordinates, "ONNX has no such coordinates."),
        };
    }

    private static AxisTaps Nearest(ScalerProfile profile, int source, int target)
    {
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
            taps.Add(Round(profile.Rounding, Coordinate(profile.Coordinates, i, source, target)), 1f);
        return taps;
    }

    private static int Round(OnnxRounding rounding, float x)
    {
        // Recent versions take a fraction this close to a half, where singles rarely hit it, for a half.
        const float Tie = 1e-6f;
        float floor = MathF.Floor(x), fraction = x - floor;
        bool up = rounding switch
        {
            OnnxRounding.RoundPreferFloor => fraction - 0.5f > Tie,
            OnnxRounding.RoundPreferCeil => fraction - 0.5f >= -Tie,
            OnnxRounding.Floor => false,
            OnnxRounding.Ceil => fraction > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "ONNX has no such rounding."),
        };
        return (int)floor + (up ? 1 : 0);
    }

    /// <summary>The two neighbours of the coordinate, which is first clamped to the image.</summary>
    private static AxisTaps Linear(OnnxCoordinates coordinates, int source, int target)
    {
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            float x = Math.Clamp(Coordinate(coordinates, i, source, target), 0, source - 1f);
            int j = Math.Min((int)x, source - 1);
            // At the last sample both neighbours are that sample.
            if (j == source - 1) taps.Add(j, 0.5f, 0.5f);
            else taps.Add(j, j + 1 - x, x - j);
        }

        return taps;
    }

    /// <summary>Four taps; those beyond the border read the border's sample.</summary>
    private static AxisTaps Cubic(OnnxCoordinates coordinates, int source, int target, float a)
    {
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            float x = Coordinate(coordinates, i, source, target), floor = MathF.Floor(x), f = x - floor;
            taps.Add((int)floor - 1, Outer(f + 1, a), Inner(f, a), Inner(1 - f, a), Outer(2 - f, a));
        }

        return taps;
    }

    /// <summary>
    /// Pillow's window around the coordinate, but with the weights beyond the border added to the border's sample.
    /// </summary>
    private static AxisTaps Antialias(OnnxCoordinates coordinates, int source, int target, float support, Func<float, float> filter)
    {
        float beta = 1 / Scale(source, target);
        float inverse = beta >= 1 ? 1 / beta : 1;
        if (beta >= 1) support *= beta;

        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            float centre = 0.5f + Coordinate(coordinates, i, source, target);
            int start = (int)MathF.Floor(centre - support + 0.5f);
            int end = (int)MathF.Floor(centre + support + 0.5f);
            Span<float> weights = new float[end - start];
            float sum = 0;
            for (int j = start; j < end; j++) sum += weights[j - start] = filter(MathF.Abs((j - centre + 0.5f) * inverse));

            int before = Math.Max(-start, 0), after = Math.Max(end - source, 0);
            for (int tap = 0; tap < before; tap++) weights[before] += weights[tap];
            for (int tap = weights.Length - after; tap < weights.Length; tap++) weights[^(after + 1)] += weights[tap];

            weights = weights[before..^after];
            float inverseSum = 1 / sum;
            foreach (ref float weight in weights) weight *= inverseSum;
            taps.Add(start + before, weights);
        }

        return taps;
    }

    private static float Keys(float x, float a)
    {
        if (x < 1) return Inner(x, a);
        return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a : 0;
    }

    private static float Inner(float x, float a) => ((((a + 2) * x) - (a + 3)) * x * x) + 1;

    private static float Outer(float x, float a) => (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a);
}

namespace Downright.Scaling;

/// <summary>
/// One axis of OpenCV's interpolations: the source sample at which each output's taps begin (it may lie outside of the
/// image, where the border sample repeats) and their coefficients, computed in the types that OpenCV computes them in,
/// since a coordinate's last bit decides which sample is read.
/// </summary>
internal sealed class OpenCvTaps
{
    private readonly int[] _first;
    private readonly float[] _weights;

    private OpenCvTaps(int target, int count)
    {
        Count = count;
        _first = new int[target];
        _weights = new float[target * count];
    }

    /// <summary>The taps of every output.</summary>
    public int Count { get; }

    /// <summary>The outputs of the axis.</summary>
    public int Outputs => _first.Length;

    /// <summary>The source sample of an output's first tap, which may lie outside of the image.</summary>
    public int First(int output) => _first[output];

    /// <summary>An output's coefficients.</summary>
    public ReadOnlySpan<float> Weights(int output) => _weights.AsSpan(output * Count, Count);

    /// <summary>The taps of linear, cubic or Lanczos interpolation, or of INTER_AREA where an axis of the image grows.</summary>
    public static OpenCvTaps Of(ScalerAlgorithm algorithm, int source, int target) =>
        algorithm == ScalerAlgorithm.Area ? GrowingArea(source, target) : HalfPixel(algorithm, source, target);

    /// <summary>The samples that are read, ascending, and the taps for an axis of only these. Neighbours stay neighbours.</summary>
    /// <param name="source">The samples of the axis.</param>
    public (int[] Samples, OpenCvTaps Taps) Compact(int source)
    {
        CompactAxis axis = CompactAxis.Of(source, _first.Select(first => (first, Count)));
        var taps = new OpenCvTaps(Outputs, Count);
        _weights.CopyTo(taps._weights, 0);
        for (int i = 0; i < Outputs; i++) taps._first[i] = axis.Place(_first[i]);
        return (axis.Samples, taps);
    }

    private static OpenCvTaps HalfPixel(ScalerAlgorithm algorithm, int source, int target)
    {
        double scale = OpenCvGeometry.Ratio(source, target);
        var taps = new OpenCvTaps(target, algorithm switch
        {
            ScalerAlgorithm.Cubic => 4,
            ScalerAlgorithm.Lanczos4 => 8,
            _ => 2,
        });
        for (int i = 0; i < target; i++)
        {
            float x = (float)(((i + 0.5) * scale) - 0.5);
            float floor = MathF.Floor(x);
            taps.Set(i, (int)floor, x - floor);
        }

        return taps;
    }

    /// <summary>Two neighbours, with the area's own offsets.</summary>
    private static OpenCvTaps GrowingArea(int source, int target)
    {
        double scale = OpenCvGeometry.Ratio(source, target), inverse = (double)target / source;
        var taps = new OpenCvTaps(target, 2);
        for (int i = 0; i < target; i++)
        {
            int j = (int)Math.Floor(i * scale);
            float f = (float)(i + 1 - ((j + 1) * inverse));
            taps.Set(i, j, f <= 0 ? 0 : f - MathF.Floor(f));
        }

        return taps;
    }

    private void Set(int output, int sample, float fraction)
    {
        _first[output] = sample - (Count / 2) + 1;
        Span<float> weights = _weights.AsSpan(output * Count, Count);
        switch (Count)
        {
            case 4:
                Cubic(fraction, weights);
                break;
            case 8:
                Lanczos4(fraction, weights);
                break;
            default:
                weights[0] = 1 - fraction;
                weights[1] = fraction;
                break;
        }
    }

    /// <summary>Keys' kernel with a = −0.75; the last coefficient is what is missing to 1.</summary>
    private static void Cubic(float f, Span<float> weights)
    {
        const float A = -0.75f;
        float left = f + 1, right = 1 - f;
        weights[0] = (((((A * left) - (5 * A)) * left) + (8 * A)) * left) - (4 * A);
        weights[1] = ((((A + 2) * f) - (A + 3)) * f * f) + 1;
        weights[2] = ((((A + 2) * right) - (A + 3)) * right * right) + 1;
        weights[3] = 1 - weights[0] - weights[1] - weights[2];
    }

    /// <summary>
    /// sinc(t)·sinc(t/4), normalised. With t = f + 3 − i the numerator sin(πt)·sin(πt/4) is, but for a factor that the
    /// normalisation removes, ± sin or cos of π(f + 3)/4 turned by multiples of π/4.
    /// </summary>
    private static void Lanczos4(float f, Span<float> weights)
    {
        const double Half = 0.70710678118654752440;
        ReadOnlySpan<double> turnSine = [1, -Half, 0, Half, -1, Half, 0, -Half];
        ReadOnlySpan<double> turnCosine = [0, -Half, 1, -Half, 0, Half, -1, Half];

        double angle = -(f + 3) * Math.PI * 0.25;
        double sine = Math.Sin(angle), cosine = Math.Cos(angle);
        float sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            float distance = f + 3 - i;
            double y = -distance * Math.PI * 0.25;

            // On a sample the quotient is infinite: a weight that outweighs all others.
            weights[i] = MathF.Abs(distance) < 1e-6f ? 1e30f : (float)(((turnSine[i] * sine) + (turnCosine[i] * cosine)) / (y * y));
            sum += weights[i];
        }

        float norm = 1 / sum;
        foreach (ref float weight in weights) weight *= norm;
    }
}

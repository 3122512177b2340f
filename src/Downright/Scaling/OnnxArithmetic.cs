namespace Downright.Scaling;

/// <summary>
/// Chooses the arithmetic of ONNX Runtime for images whose channels are planes (NCHW). Cubic without antialias takes
/// floats alone: bytes are rounded from them, halves to even.
/// </summary>
internal static class OnnxArithmetic
{
    private const int Bits = 22;

    public static CompiledScaler Compile(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        AxisTaps rows = OnnxMatrices.Taps(profile, source.Height, target.Height);
        AxisTaps columns = OnnxMatrices.Taps(profile, source.Width, target.Width);
        if (profile is { Algorithm: ScalerAlgorithm.Linear, Antialias: false })
            return new OnnxLinear(new(rows), new(columns));

        var floats = new ColumnsFirst(new(rows), new(columns));
        return profile.Antialias ? new WholeNumberPasses(Quantize(rows), Quantize(columns), floats) : floats;
    }

    /// <summary>Weights rounded to the nearest in 22 bits, halves away from zero.</summary>
    private static FixedPointTaps Quantize(AxisTaps taps)
    {
        var first = new int[taps.Target];
        var weights = new int[taps.Target][];
        for (int i = 0; i < taps.Target; i++)
        {
            first[i] = taps.RangeOf(i).First;
            weights[i] = Array.ConvertAll(taps.Weights(i).ToArray(), weight => (int)Math.Round(weight * (1 << Bits), MidpointRounding.AwayFromZero));
        }

        return new FixedPointTaps(Bits, first, weights);
    }
}

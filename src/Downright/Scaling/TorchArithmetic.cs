namespace Downright.Scaling;

/// <summary>
/// Chooses PyTorch's arithmetic. Linear and cubic floats are summed in single precision, bytes (since 2.1) with weights of
/// 16 bits.
/// </summary>
internal static class TorchArithmetic
{
    private const int WeightBits = 15, MostBits = 22;

    public static CompiledScaler Compile(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        AxisTaps rows = TorchMatrices.Taps<float>(profile, source.Height, target.Height);
        AxisTaps columns = TorchMatrices.Taps<float>(profile, source.Width, target.Width);
        if (profile.Algorithm == ScalerAlgorithm.Area) return new TorchArea(rows, columns);

        return new WholeNumberPasses(
            Quantize(TorchMatrices.Taps<double>(profile, source.Height, target.Height)),
            Quantize(TorchMatrices.Taps<double>(profile, source.Width, target.Width)),
            new ColumnsFirst(new(rows), new(columns)));
    }

    /// <summary>
    /// The weights of an axis with as many bits as let the largest one fit into 16. Those of taps beyond the border are
    /// added to the border's sample, and the largest is sought among the partial sums too.
    /// </summary>
    private static FixedPointTaps Quantize(AxisTaps taps)
    {
        var first = new int[taps.Target];
        var folded = new double[taps.Target][];
        double largest = 0;
        for (int i = 0; i < taps.Target; i++)
        {
            var (start, count) = taps.RangeOf(i);
            first[i] = Math.Clamp(start, 0, taps.Source - 1);
            folded[i] = new double[Math.Clamp(start + count - 1, 0, taps.Source - 1) - first[i] + 1];
            for (int tap = 0; tap < count; tap++)
            {
                ref double weight = ref folded[i][Math.Clamp(start + tap, 0, taps.Source - 1) - first[i]];
                weight += taps.Weights(i)[tap];
                largest = Math.Max(largest, weight);
            }
        }

        int bits = 0;
        while (bits < MostBits && (int)(0.5 + (largest * (1 << (bits + 1)))) < 1 << WeightBits) bits++;
        return new FixedPointTaps(bits, first, Array.ConvertAll(folded, weights => Array.ConvertAll(weights, Round)));

        int Round(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << bits)));
    }
}

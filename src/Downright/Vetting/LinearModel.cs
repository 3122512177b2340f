using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>Compares what a scaler did with what its linear model says.</summary>
internal static class LinearModel
{
    /// <summary>The largest difference, in grey levels, between a scaler's output and its model's, clipped to bytes.</summary>
    public static double LargestDifference(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> output)
    {
        PixelImage<float> model = op.Apply(source);
        double largest = 0;
        for (int y = 0; y < output.Height; y++)
        {
            ReadOnlySpan<byte> actual = output.Row(y);
            ReadOnlySpan<float> expected = model.Row(y);
            for (int i = 0; i < actual.Length; i++) largest = Math.Max(largest, Math.Abs(Math.Clamp(expected[i], 0f, 255f) - actual[i]));
        }

        return largest;
    }
}

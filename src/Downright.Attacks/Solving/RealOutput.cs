using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>What an operator makes of an image, in double precision.</summary>
internal static class RealOutput
{
    /// <summary>The largest difference between the operator's output of an image and a target image, in grey levels.</summary>
    public static double LargestError(ScalingOperator op, PixelImage<byte> image, PixelImage<byte> target) =>
        PerRow(op, image, target, (largest, error) => Math.Max(largest, Math.Abs(error))).Max();

    /// <summary>Σ max(0, |output − target| − ε) over all outputs, in grey levels.</summary>
    public static double TotalExcess(ScalingOperator op, PixelImage<byte> image, PixelImage<byte> target, double epsilon) =>
        PerRow(op, image, target, (sum, error) => sum + Math.Max(0, Math.Abs(error) - epsilon)).Sum();

    /// <summary>Folds the errors of every row of outputs, from 0; the order within a row is fixed.</summary>
    private static double[] PerRow(ScalingOperator op, PixelImage<byte> image, PixelImage<byte> target, Func<double, double, double> fold)
    {
        int channels = image.Channels, row = image.Width * channels;
        var results = new double[target.Height];
        Parallel.For(0, target.Height, () => new double[row], (y, _, sums) =>
        {
            Array.Clear(sums);
            ReadOnlySpan<double> vertical = op.Left.Weights(y);
            for (int tap = 0; tap < vertical.Length; tap++)
            {
                ReadOnlySpan<byte> samples = image.Row(op.Left.First(y) + tap);
                for (int i = 0; i < samples.Length; i++) sums[i] += vertical[tap] * samples[i];
            }

            ReadOnlySpan<byte> wanted = target.Row(y);
            for (int i = 0; i < wanted.Length; i++)
            {
                ReadOnlySpan<double> horizontal = op.Right.Weights(i / channels);
                int at = (op.Right.First(i / channels) * channels) + (i % channels);
                double output = 0;
                for (int tap = 0; tap < horizontal.Length; tap++) output += horizontal[tap] * sums[at + (tap * channels)];
                results[y] = fold(results[y], output - wanted[i]);
            }

            return sums;
        }, _ => { });
        return results;
    }
}

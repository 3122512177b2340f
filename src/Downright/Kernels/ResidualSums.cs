using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Adds rows of residuals, and of what they are measured by. Every element is summed by itself, so that all widths agree.</summary>
internal static class ResidualSums
{
    /// <summary>Adds a row.</summary>
    /// <param name="residuals">The residuals.</param>
    /// <param name="spreads">The spreads.</param>
    /// <param name="means">The means.</param>
    /// <param name="above">The means of the row above.</param>
    /// <param name="residual">Receives the residuals.</param>
    /// <param name="scale">Receives the spreads and the sizes of the means' slopes to the left and upwards.</param>
    public static void Add(ReadOnlySpan<float> residuals, ReadOnlySpan<float> spreads, ReadOnlySpan<float> means, ReadOnlySpan<float> above, Span<float> residual, Span<float> scale)
    {
        residual[0] += residuals[0];
        scale[0] += spreads[0] + Math.Abs(means[0] - above[0]);
        int x = 1;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= residual.Length - 4; x += 4)
            {
                Vector128<float> mean = Vector128.Create(means[x..]);
                Vector128<float> slope = Vector128.Abs(mean - Vector128.Create(means[(x - 1)..])) + Vector128.Abs(mean - Vector128.Create(above[x..]));
                (Vector128.Create<float>(residual[x..]) + Vector128.Create(residuals[x..])).CopyTo(residual[x..]);
                (Vector128.Create<float>(scale[x..]) + (Vector128.Create(spreads[x..]) + slope)).CopyTo(scale[x..]);
            }
        }

        for (; x < residual.Length; x++)
        {
            residual[x] += residuals[x];
            scale[x] += spreads[x] + (Math.Abs(means[x] - means[x - 1]) + Math.Abs(means[x] - above[x]));
        }
    }
}

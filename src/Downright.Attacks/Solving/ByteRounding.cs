using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>Rounds the real-valued samples of a window to bytes, and takes back what that does to its output.</summary>
internal static class ByteRounding
{
    /// <summary>Slack for sums that are exact in real arithmetic but not in floating point.</summary>
    private const double Slack = 1e-9;

    /// <summary>
    /// Rounds to nearest; where the output is then more than ε off, single samples are moved by one level, the one that
    /// brings the output closest first, until it is within ε or no step helps.
    /// </summary>
    /// <param name="window">The window; its samples are whole numbers afterwards.</param>
    /// <param name="wanted">The output wanted.</param>
    /// <param name="epsilon">How far the output may be from it.</param>
    /// <returns>The output's difference from the one wanted.</returns>
    public static double Round(Window window, double wanted, double epsilon)
    {
        ReadOnlySpan<double> weights = window.Weights, least = window.Least, most = window.Most;
        Span<double> samples = window.Samples;
        Span<Vector256<double>> rounded = Window.Vectors(window.PaddedSamples);
        for (int j = 0; j < rounded.Length; j++) rounded[j] = Vector256.Floor(rounded[j] + Vector256.Create(0.5));
        double error = window.Output() - wanted;
        while (Math.Abs(error) > epsilon + Slack)
        {
            int best = -1;
            double bestError = Math.Abs(error) - Slack;
            for (int j = 0; j < samples.Length; j++)
            {
                double step = Step(weights[j], error);
                double left = Math.Abs(error + (weights[j] * step));
                if (left >= bestError || samples[j] + step < least[j] || samples[j] + step > most[j]) continue;
                best = j;
                bestError = left;
            }

            if (best < 0) break;
            double taken = Step(weights[best], error);
            samples[best] += taken;
            error += weights[best] * taken;
        }

        return error;
    }

    /// <summary>The single level that brings the error towards 0.</summary>
    private static double Step(double weight, double error) => weight > 0 == error > 0 ? -1 : 1;
}

using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// Rounds the pixels of one channel to bytes, one after another, each up or down as it keeps the outputs closer to where
/// they were, in the sense of squares: the errors of pixels that feed the same output take each other back.
/// </summary>
/// <param name="op">The operator.</param>
internal sealed class FeedbackRounding(ScalingOperator op)
{
    private readonly BandedMatrix _outputsOfRow = op.Left.Transpose();
    private readonly BandedMatrix _outputsOfColumn = op.Right.Transpose();

    /// <summary>Rounds a channel.</summary>
    /// <param name="pixels">The pixels, row by row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="attack">The samples of the attack image.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="channels">The number of channels.</param>
    public void Round(float[] pixels, int stride, byte[] attack, int channel, int channels)
    {
        var errors = new double[op.TargetSize.Width * op.TargetSize.Height];
        int width = op.SourceSize.Width;
        for (int y = 0; y < op.SourceSize.Height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float pixel = pixels[(y * stride) + x];
                double down = Math.Floor(pixel), fraction = pixel - down;
                bool up = fraction != 0 && PutDown(errors, x, y, fraction);
                attack[(((y * width) + x) * channels) + channel] = (byte)(up ? down + 1 : down);
            }
        }
    }

    /// <summary>Decides on one pixel, and books what that does to the outputs.</summary>
    /// <returns>Whether it is rounded up.</returns>
    private bool PutDown(double[] errors, int x, int y, double fraction)
    {
        ReadOnlySpan<double> vertical = _outputsOfRow.Weights(y), horizontal = _outputsOfColumn.Weights(x);
        int outputs = op.TargetSize.Width, first = (_outputsOfRow.First(y) * outputs) + _outputsOfColumn.First(x);
        double product = 0, squares = 0;
        for (int v = 0; v < vertical.Length; v++)
        {
            ReadOnlySpan<double> row = errors.AsSpan(first + (v * outputs), horizontal.Length);
            for (int h = 0; h < row.Length; h++)
            {
                double weight = vertical[v] * horizontal[h];
                product += weight * row[h];
                squares += weight * weight;
            }
        }

        // ‖e + δw‖² is less for δ = 1 − f than for δ = −f where 2⟨e, w⟩ + (1 − 2f)·‖w‖² < 0.
        bool up = (2 * product) + ((1 - (2 * fraction)) * squares) < 0;
        double delta = up ? 1 - fraction : -fraction;
        for (int v = 0; v < vertical.Length; v++)
        {
            Span<double> row = errors.AsSpan(first + (v * outputs), horizontal.Length);
            for (int h = 0; h < row.Length; h++) row[h] += delta * vertical[v] * horizontal[h];
        }

        return up;
    }
}

using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// A banded matrix whose rows all have the same number of weights, some of them 0, so that the loops over them are tight.
/// </summary>
internal sealed class PaddedTaps
{
    /// <param name="matrix">The matrix.</param>
    /// <param name="squared">Whether every weight is squared.</param>
    public PaddedTaps(BandedMatrix matrix, bool squared = false)
    {
        Count = Math.Max(1, matrix.MaxTaps);
        First = new int[matrix.Rows];
        Weights = new double[matrix.Rows * Count];
        for (int row = 0; row < matrix.Rows; row++)
        {
            First[row] = Math.Min(matrix.First(row), matrix.Columns - Count);
            int shift = (row * Count) + matrix.First(row) - First[row];
            ReadOnlySpan<double> weights = matrix.Weights(row);
            for (int tap = 0; tap < weights.Length; tap++)
                Weights[shift + tap] = squared ? weights[tap] * weights[tap] : weights[tap];
        }
    }

    /// <summary>The number of weights of every row.</summary>
    public int Count { get; }

    /// <summary>Per row, the column of its first weight.</summary>
    public int[] First { get; }

    /// <summary>The weights, row by row.</summary>
    public double[] Weights { get; }

    /// <summary>to = matrix · from, each sum in the order of the taps.</summary>
    public void Multiply(ReadOnlySpan<double> from, Span<double> to)
    {
        ReadOnlySpan<double> weights = Weights;
        int taps = Count;
        for (int row = 0; row < First.Length; row++)
        {
            ReadOnlySpan<double> samples = from.Slice(First[row], taps);
            double sum = 0;
            for (int tap = 0; tap < samples.Length; tap++) sum += weights[tap] * samples[tap];
            to[row] = sum;
            weights = weights[taps..];
        }
    }
}

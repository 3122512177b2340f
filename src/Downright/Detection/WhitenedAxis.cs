using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// One axis of what <see cref="ExplainedDetail"/> compares: each output's taps W, seen through the inverse C of a photo's
/// covariance, and the Cholesky factor of the products W C Wᵀ, by which what neighbouring outputs have in common counts once.
/// </summary>
internal sealed class WhitenedAxis
{
    /// <summary>The correlation of neighbouring samples of a photo; what is right to a tenth serves.</summary>
    private const double Correlation = 0.9;

    private readonly int[] _first;
    private readonly float[][] _taps;
    private readonly double[][] _factor;

    public WhitenedAxis(BandedMatrix axis)
    {
        _first = new int[axis.Rows];
        _taps = new float[axis.Rows][];
        _factor = new double[axis.Rows][];
        for (int output = 0; output < axis.Rows; output++)
        {
            (_first[output], _taps[output]) = Whiten(axis, output);
            _factor[output] = Factor(axis, output);
        }
    }

    /// <summary>The first sample of an output's taps.</summary>
    public int First(int output) => _first[output];

    /// <summary>An output's taps, from <see cref="First"/> on.</summary>
    public ReadOnlySpan<float> Taps(int output) => _taps[output];

    /// <summary>An output's row of the factor, the diagonal first, then what it shares with the outputs before.</summary>
    public ReadOnlySpan<double> Shared(int output) => _factor[output];

    /// <summary>C of samples that are each <see cref="Correlation"/> of the one before and noise: three diagonals.</summary>
    private static (int First, float[] Taps) Whiten(BandedMatrix axis, int output)
    {
        int first = Math.Max(axis.First(output) - 1, 0), end = Math.Min(axis.First(output) + axis.Taps(output) + 1, axis.Columns);
        var taps = new float[end - first];
        for (int sample = first; sample < end; sample++)
        {
            double own = sample == 0 || sample == axis.Columns - 1 ? 1 : 1 + (Correlation * Correlation);
            double beside = (sample > 0 ? axis[output, sample - 1] : 0) + (sample < axis.Columns - 1 ? axis[output, sample + 1] : 0);
            taps[sample - first] = (float)((own * axis[output, sample]) - (Correlation * beside));
        }

        return (first, taps);
    }

    /// <summary>A row of the factor, from the rows before it.</summary>
    private double[] Factor(BandedMatrix axis, int output)
    {
        int reach = 0;
        while (reach < output && _first[output - reach - 1] + _taps[output - reach - 1].Length > axis.First(output)) reach++;
        var row = new double[reach + 1];
        for (int back = reach; back >= 0; back--)
        {
            double product = 0;
            for (int tap = 0; tap < _taps[output - back].Length; tap++) product += _taps[output - back][tap] * axis[output, _first[output - back] + tap];
            double[] other = back == 0 ? row : _factor[output - back];
            for (int further = back + 1; further <= reach && further - back < other.Length; further++) product -= row[further] * other[further - back];
            row[back] = back == 0 ? Math.Sqrt(Math.Max(product, 1e-6)) : product / other[0];
        }

        return row;
    }
}

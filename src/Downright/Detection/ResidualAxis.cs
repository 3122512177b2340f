using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// One axis of what <see cref="OperatorResidual"/> compares: for each output the source samples around it, which of all
/// samples the scaler considers, and the taps.
/// </summary>
internal sealed class ResidualAxis
{
    /// <summary>Taps below this share of their output's largest carry too little of an attack to show.</summary>
    private const double LeastShare = 0.2;

    private readonly int[] _others;
    private readonly int[] _offset;
    private readonly float[] _weights;
    private readonly int[] _firstTap;
    private readonly float[] _byTap;

    public ResidualAxis(BandedMatrix axis)
    {
        Taps = axis;
        First = new int[axis.Rows];
        End = new int[axis.Rows];
        Considered = new bool[axis.Columns];
        _others = new int[axis.Rows];
        _offset = new int[axis.Rows + 1];
        double ratio = (double)axis.Columns / axis.Rows;
        for (int output = 0; output < axis.Rows; output++)
        {
            ReadOnlySpan<double> weights = axis.Weights(output);
            First[output] = (int)(output * ratio);
            End[output] = Math.Min((int)Math.Ceiling((output + 1) * ratio), axis.Columns);
            double largest = 0;
            foreach (double weight in weights) largest = Math.Max(largest, Math.Abs(weight));
            for (int tap = 0; tap < weights.Length; tap++)
            {
                if (Math.Abs(weights[tap]) < LeastShare * largest) continue;
                int sample = axis.First(output) + tap;
                Considered[sample] = true;
                First[output] = Math.Min(First[output], sample);
                End[output] = Math.Max(End[output], sample + 1);
            }

            _offset[output + 1] = _offset[output] + weights.Length;

            // A neighbour on either side, so that few considered samples stand among more others.
            First[output] = Math.Max(First[output] - 1, 0);
            End[output] = Math.Min(End[output] + 1, axis.Columns);
        }

        _weights = new float[_offset[^1]];
        _firstTap = new int[axis.Rows];
        _byTap = new float[axis.MaxTaps * axis.Rows];
        for (int output = 0; output < axis.Rows; output++)
        {
            for (int sample = First[output]; sample < End[output]; sample++)
                if (!Considered[sample]) _others[output]++;
            ReadOnlySpan<double> weights = axis.Weights(output);
            _firstTap[output] = axis.First(output);
            for (int tap = 0; tap < weights.Length; tap++) _weights[_offset[output] + tap] = _byTap[(tap * axis.Rows) + output] = (float)weights[tap];
        }

        Widths = [.. End.Zip(First, (end, first) => end - first)];
    }

    /// <summary>A row of taps per output.</summary>
    public BandedMatrix Taps { get; }

    /// <summary>The first sample of each output's window.</summary>
    public int[] First { get; }

    /// <summary>The sample after each output's window.</summary>
    public int[] End { get; }

    /// <summary>Whether any output considers a sample.</summary>
    public bool[] Considered { get; }

    /// <summary>The considered samples as a share of all, 0–1.</summary>
    public double Share => (double)Considered.Count(considered => considered) / Considered.Length;

    /// <summary>How many samples of an output's window no output considers.</summary>
    public int Others(int output) => _others[output];

    /// <summary>The length of each output's window.</summary>
    public int[] Widths { get; }

    /// <summary>For each output, how many samples of its window no output considers.</summary>
    public int[] OthersOfAll => _others;

    /// <summary>The weighted sums of every output's samples, in the order of its taps.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="sums">One sum an output.</param>
    public void Apply(ReadOnlySpan<float> samples, Span<float> sums)
    {
        sums.Clear();
        ReadOnlySpan<int> first = _firstTap.AsSpan(0, sums.Length);
        for (int tap = 0; tap < Taps.MaxTaps; tap++)
        {
            // Outputs of fewer taps have weights of 0 at the last sample.
            ReadOnlySpan<float> weights = _byTap.AsSpan(tap * sums.Length, sums.Length);
            for (int x = 0; x < sums.Length; x++) sums[x] += weights[x] * samples[Math.Min(first[x] + tap, samples.Length - 1)];
        }
    }

    /// <summary>An output's taps in single precision.</summary>
    public ReadOnlySpan<float> Weights(int output) => _weights.AsSpan(_offset[output].._offset[output + 1]);
}

using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// One axis of what <see cref="OperatorResidual"/> compares, by blocks of outputs: the source samples around each block,
/// which of all samples the scaler considers, what the scaler sees of a block on average, and what it would see if its
/// samples lay half a step on.
/// </summary>
internal sealed class ResidualAxis
{
    /// <summary>Taps below this share of their output's largest carry little of an attack, and are wanted among the others.</summary>
    private const double LeastShare = 0.5;

    private readonly BandedMatrix _axis;
    private readonly (int First, float[] Seen, float[] Between, bool HasBetween)[] _bands;

    public ResidualAxis(BandedMatrix axis)
    {
        _axis = axis;
        Considered = ConsideredBy(axis);
        int side = Math.Min(ResidualBlocks.Side, axis.Rows);
        Blocks = axis.Rows / side;
        First = new int[Blocks];
        End = new int[Blocks];
        Others = new int[Blocks];
        _bands = new (int, float[], float[], bool)[Blocks];
        for (int block = 0; block < Blocks; block++)
        {
            (First[block], End[block]) = Window(block * side, (block + 1) * side);
            Others[block] = Considered.AsSpan(First[block]..End[block]).Count(false);
            _bands[block] = Band(block * side, (block + 1) * side);
        }
    }

    /// <summary>The number of blocks.</summary>
    public int Blocks { get; }

    /// <summary>The first sample of each block's window.</summary>
    public int[] First { get; }

    /// <summary>The sample after each block's window.</summary>
    public int[] End { get; }

    /// <summary>Whether any output considers a sample.</summary>
    public bool[] Considered { get; }

    /// <summary>For each block, how many samples of its window no output considers.</summary>
    public int[] Others { get; }

    /// <summary>The considered samples as a share of all, 0–1.</summary>
    public double Share => (double)Considered.AsSpan().Count(true) / Considered.Length;

    /// <summary>The first sample that a block's weights are for.</summary>
    public int FirstWeight(int block) => _bands[block].First;

    /// <summary>The mean of the taps of a block's outputs.</summary>
    public ReadOnlySpan<float> Seen(int block) => _bands[block].Seen;

    /// <summary>Whether samples that no output considers lie between a block's outputs.</summary>
    public bool HasBetween(int block) => _bands[block].HasBetween;

    /// <summary>The mean of samples that no output considers, one between each output and the next; all 0 where there is none.</summary>
    public ReadOnlySpan<float> Between(int block) => _bands[block].Between;

    private static bool[] ConsideredBy(BandedMatrix axis)
    {
        var considered = new bool[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            ReadOnlySpan<double> weights = axis.Weights(output);
            double largest = Largest(weights);
            for (int tap = 0; tap < weights.Length; tap++) considered[axis.First(output) + tap] |= Math.Abs(weights[tap]) >= LeastShare * largest;
        }

        return considered;
    }

    private static double Largest(ReadOnlySpan<double> weights)
    {
        double largest = 0;
        foreach (double weight in weights) largest = Math.Max(largest, Math.Abs(weight));
        return largest;
    }

    /// <summary>The outputs' share of the axis with their considered samples, and on either side the nearest sample, not farther than a block, that no output considers: others lie around the block.</summary>
    private (int First, int End) Window(int firstOutput, int endOutput)
    {
        double ratio = (double)_axis.Columns / _axis.Rows;
        int first = (int)(firstOutput * ratio), end = Math.Min((int)Math.Ceiling(endOutput * ratio), _axis.Columns);
        for (int output = firstOutput; output < endOutput; output++)
        {
            ReadOnlySpan<double> weights = _axis.Weights(output);
            double least = LeastShare * Largest(weights);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                if (Math.Abs(weights[tap]) < least) continue;
                first = Math.Min(first, _axis.First(output) + tap);
                end = Math.Max(end, _axis.First(output) + tap + 1);
            }
        }

        int farthest = Math.Max((int)((endOutput - firstOutput) * ratio), 1);
        ReadOnlySpan<bool> before = Considered.AsSpan(Math.Max(first - farthest, 0)..first), after = Considered.AsSpan(end..Math.Min(end + farthest, _axis.Columns));
        int left = before.LastIndexOf(false), right = after.IndexOf(false);
        return (left < 0 ? first : first - before.Length + left, end + right + 1);
    }

    private (int First, float[] Seen, float[] Between, bool HasBetween) Band(int firstOutput, int endOutput)
    {
        int outputs = endOutput - firstOutput, first = int.MaxValue, end = 0;
        List<int> between = new(outputs);
        for (int output = firstOutput; output < endOutput; output++)
        {
            Hold(_axis.First(output), _axis.Taps(output));
            if (BetweenAfter(output) is not { } sample) continue;
            between.Add(sample);
            Hold(sample, 1);
        }

        var sums = new double[end - first];
        for (int output = firstOutput; output < endOutput; output++)
        {
            ReadOnlySpan<double> weights = _axis.Weights(output);
            for (int tap = 0; tap < weights.Length; tap++) sums[_axis.First(output) - first + tap] += weights[tap];
        }

        var halfway = new float[sums.Length];
        foreach (int sample in between) halfway[sample - first] += 1f / between.Count;
        return (first, Array.ConvertAll(sums, sum => (float)(sum / outputs)), halfway, between.Count > 0);

        void Hold(int start, int samples)
        {
            first = Math.Min(first, start);
            end = Math.Max(end, start + samples);
        }
    }

    /// <summary>The sample nearest to half a step after an output's centre that no output considers, not farther from there than a step.</summary>
    private int? BetweenAfter(int output)
    {
        ReadOnlySpan<double> weights = _axis.Weights(output);
        double total = 0, moment = 0, step = (double)_axis.Columns / _axis.Rows;
        for (int tap = 0; tap < weights.Length; tap++)
        {
            total += Math.Abs(weights[tap]);
            moment += Math.Abs(weights[tap]) * (_axis.First(output) + tap);
        }

        double wanted = (moment / total) + (step / 2);
        int? nearest = null;
        for (int sample = Math.Max((int)Math.Ceiling(wanted - step), 0); sample <= Math.Min(wanted + step, _axis.Columns - 1); sample++)
            if (!Considered[sample] && !(Math.Abs(sample - wanted) >= Math.Abs((nearest ?? double.MaxValue) - wanted))) nearest = sample;
        return nearest;
    }
}

using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// Moves single samples by single grey levels where the bytes that the real scaler makes are more than ε off: rounding
/// and fixed-point arithmetic carry some outputs beyond what the real-valued solution promises.
/// </summary>
/// <param name="problem">The problem.</param>
/// <param name="scaler">The scaler whose bytes decide.</param>
/// <param name="epsilon">ε.</param>
internal sealed class ByteRepair(QuadraticProblem problem, IScaler scaler, double epsilon)
{
    private const int MaxRounds = 120;
    private const int Patience = 20;
    private const int MaxRestorations = 4;

    /// <summary>Outputs that are further beyond ε, in grey levels, are out of reach: rounding and fixed-point arithmetic do less.</summary>
    private const int MaxMiss = 12;

    /// <summary>
    /// How far, in grey levels, an output is moved in a round where little is missing: a byte changes at steps of 1, and
    /// smaller steps oscillate less. Half of what is missing where that is more, since outputs that share pixels move too.
    /// </summary>
    private const double LeastShift = 0.3;

    private readonly ScalingOperator _op = problem.Operator;
    private readonly int _channels = problem.Source.Channels;
    private readonly HashSet<int> _used = [];

    /// <summary>Repairs an attack image.</summary>
    /// <param name="attack">Its samples; left as they are.</param>
    /// <param name="restores">
    /// Whether outputs that single levels do not bring within ε are solved anew with their surroundings, as far as they can be.
    /// </param>
    /// <returns>The samples with the least sum of squares beyond ε that were found.</returns>
    public byte[] Repair(byte[] attack, bool restores)
    {
        var (best, least) = MoveSingleLevels(attack);
        for (int i = 0; restores && i < MaxRestorations && least > 0; i++)
        {
            var (samples, left) = MoveSingleLevels(Restored(best));
            if (left >= least) break;
            (best, least) = (samples, left);
        }

        return best;
    }

    private (byte[] Samples, double Beyond) MoveSingleLevels(byte[] attack)
    {
        byte[] best = attack, current = [.. attack];
        double least = double.PositiveInfinity;
        for (int round = 0, worse = 0; round < MaxRounds && worse < Patience; round++)
        {
            List<(int Output, int Off)> beyond = Beyond(current);
            double squares = beyond.Sum(o => Math.Pow(Math.Abs(o.Off) - epsilon, 2));
            worse++;
            if (squares < least)
            {
                least = squares;
                best = [.. current];
                worse = 0;
            }

            beyond.RemoveAll(o => Math.Abs(o.Off) - epsilon > MaxMiss);
            if (beyond.Count == 0) break;
            foreach (var (index, off) in beyond) Move(current, index, off);
        }

        return (best, least);
    }

    /// <summary>Where single levels do not help: the surroundings of each output that is beyond ε are solved anew.</summary>
    private byte[] Restored(byte[] attack)
    {
        byte[] restored = [.. attack];
        var rounding = new FeedbackRounding(_op);
        foreach (var channel in Beyond(attack).GroupBy(o => o.Output % _channels, o => o.Output / _channels))
        {
            var pixels = new float[attack.Length / _channels];
            for (int i = 0; i < pixels.Length; i++) pixels[i] = attack[(i * _channels) + channel.Key];
            var range = new RangeBetweenPasses(problem, epsilon, channel.Key);
            foreach (int output in channel) range.Restore(pixels, output);
            rounding.Round(pixels, problem.Source.Width, restored, channel.Key, _channels);
        }

        return restored;
    }

    private List<(int Output, int Off)> Beyond(byte[] samples)
    {
        problem.Parallel.CancellationToken.ThrowIfCancellationRequested();
        PixelImage<byte> output = scaler.Scale(new PixelImage<byte>(samples, problem.Source.Size, problem.Source.Format), _op.TargetSize);
        List<(int, int)> beyond = [];
        for (int y = 0; y < output.Height; y++)
        {
            ReadOnlySpan<byte> seen = output.Row(y), wanted = problem.Target.Row(y);
            for (int i = 0; i < seen.Length; i++)
                if (Math.Abs(seen[i] - wanted[i]) > epsilon) beyond.Add(((y * seen.Length) + i, wanted[i] - seen[i]));
        }

        return beyond;
    }

    /// <summary>Moves the samples that weigh most in an output by one level each until the output has moved.</summary>
    private void Move(byte[] samples, int output, int off)
    {
        int channel = output % _channels, x = output / _channels % _op.TargetSize.Width, y = output / _channels / _op.TargetSize.Width;
        ReadOnlySpan<double> vertical = _op.Left.Weights(y), horizontal = _op.Right.Weights(x);
        _used.Clear();
        Span<double> rows = vertical.Length <= 256 ? stackalloc double[vertical.Length] : new double[vertical.Length];
        for (int v = 0; v < rows.Length; v++) rows[v] = RowSum(samples, x, _op.Left.First(y) + v, channel);
        int sign = Math.Sign(off);
        double moved = 0, shift = Math.Max(LeastShift, (Math.Abs(off) - epsilon) / 2);
        while (moved < shift)
        {
            int best = -1, step = 0, bestRow = 0;
            double bestWeight = 0;
            double heaviest = 0;
            for (int v = 0; v < vertical.Length; v++)
            {
                for (int h = 0; h < horizontal.Length; h++)
                {
                    double weight = vertical[v] * horizontal[h];
                    if (Math.Abs(weight) <= heaviest) continue;
                    int at = ((((_op.Left.First(y) + v) * problem.Source.Width) + _op.Right.First(x) + h) * _channels) + channel;
                    int direction = weight > 0 ? sign : -sign;
                    if (_used.Contains(at) || !MayBe(at, samples[at] + direction) || IsClipped(rows[v], direction * horizontal[h])) continue;
                    (best, step, heaviest, bestRow, bestWeight) = (at, direction, Math.Abs(weight), v, horizontal[h]);
                }
            }

            if (best < 0) return;
            samples[best] = (byte)(samples[best] + step);
            rows[bestRow] += step * bestWeight;
            _used.Add(best);
            moved += heaviest;
        }
    }

    private double RowSum(byte[] samples, int x, int row, int channel)
    {
        ReadOnlySpan<double> weights = _op.Right.Weights(x);
        int at = (((row * problem.Source.Width) + _op.Right.First(x)) * _channels) + channel;
        double sum = 0;
        for (int h = 0; h < weights.Length; h++, at += _channels) sum += weights[h] * samples[at];
        return sum;
    }

    /// <summary>Pillow clips what its horizontal pass makes of a row to bytes: beyond that a sample moves nothing.</summary>
    private static bool IsClipped(double row, double change) => change > 0 ? row >= 255 : row <= 0;

    private bool MayBe(int sample, int value) =>
        problem.Range is { } range ? value >= range.Least[sample] && value <= range.Most[sample] : value is >= 0 and <= 255;
}

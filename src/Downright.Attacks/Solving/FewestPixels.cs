using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// Brings every output within ε by changing as few samples as can be, where no sample feeds two outputs: those that move
/// it furthest go to their limit, one after another, the last one only as far as is needed. That is the minimum, since what
/// one sample can do does not depend on the others.
/// </summary>
/// <param name="problem">The problem.</param>
/// <param name="epsilon">ε.</param>
internal sealed class FewestPixels(QuadraticProblem problem, double epsilon)
{
    private readonly ScalingOperator _op = problem.Operator;
    private readonly byte[] _attack = problem.Source.ToArray();
    private readonly int _channels = problem.Source.Channels;
    private int _changed;
    private int _infeasible;

    /// <summary>The number of samples changed.</summary>
    public int Changed => _changed;

    /// <summary>The outputs, counted a channel, that stay further than ε from the target.</summary>
    public int Infeasible => _infeasible;

    /// <summary>Solves the problem.</summary>
    /// <returns>The samples of the attack image.</returns>
    public byte[] Solve()
    {
        Parallel.For(0, problem.Target.Height, problem.Parallel, () => new List<Move>(), (y, _, moves) =>
        {
            ReadOnlySpan<byte> target = problem.Target.Row(y);
            for (int i = 0; i < target.Length; i++)
            {
                moves.Clear();
                double missing = Missing(i / _channels, y, i % _channels, target[i], moves);
                if (missing != 0) Fill(missing, moves);
            }

            return moves;
        }, _ => { });
        return _attack;
    }

    /// <summary>By how much an output has to change, and what each of its samples can do for it.</summary>
    private double Missing(int x, int y, int channel, byte wanted, List<Move> moves)
    {
        ReadOnlySpan<double> vertical = _op.Left.Weights(y), horizontal = _op.Right.Weights(x);
        double output = 0;
        for (int v = 0; v < vertical.Length; v++)
        {
            int row = _op.Left.First(y) + v;
            ReadOnlySpan<byte> samples = problem.Source.Row(row);
            for (int h = 0; h < horizontal.Length; h++)
            {
                int column = _op.Right.First(x) + h;
                double weight = vertical[v] * horizontal[h];
                output += weight * samples[(column * _channels) + channel];
                if (weight != 0)
                    moves.Add(new Move((((row * problem.Source.Width) + column) * _channels) + channel, weight, 0));
            }
        }

        double missing = Math.Clamp(output, wanted - epsilon, wanted + epsilon) - output;
        for (int i = 0; i < moves.Count; i++)
        {
            int sample = moves[i].Sample, at = _attack[sample];
            bool up = missing > 0 == moves[i].Weight > 0;
            int limit = up ? problem.Range?.Most[sample] ?? 255 : problem.Range?.Least[sample] ?? 0;
            moves[i] = moves[i] with { Reach = Math.Abs(moves[i].Weight * (limit - at)) };
        }

        return missing;
    }

    private void Fill(double missing, List<Move> moves)
    {
        const double Slack = 1e-9;
        double left = Math.Abs(missing), sign = Math.Sign(missing);
        foreach (Move move in moves.OrderByDescending(m => m.Reach))
        {
            if (left <= Slack || move.Reach == 0) break;
            double taken = Math.Min(move.Reach, left), change = sign * taken / move.Weight;

            // Away from 0: a whole level less would leave the output beyond ε.
            double whole = change > 0 ? Math.Ceiling(change - Slack) : Math.Floor(change + Slack);
            _attack[move.Sample] = (byte)(_attack[move.Sample] + whole);
            left -= taken;
            Interlocked.Increment(ref _changed);
        }

        if (left > Slack) Interlocked.Increment(ref _infeasible);
    }

    private readonly record struct Move(int Sample, double Weight, double Reach);
}

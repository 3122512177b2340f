using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>The quadratic problem where no source pixel feeds two outputs: exactly, one output and channel at a time.</summary>
/// <param name="problem">The problem.</param>
/// <param name="epsilon">ε.</param>
internal sealed class DisjointSolver(QuadraticProblem problem, double epsilon)
{
    private readonly byte[] _attack = problem.Source.ToArray();

    /// <summary>Solves the problem.</summary>
    public QuadraticSolution Solve()
    {
        var outcomes = new Outcome[problem.Target.Height];
        Parallel.For(0, outcomes.Length, problem.Parallel, () => new Worker(problem, epsilon, _attack), (y, _, worker) =>
        {
            outcomes[y] = worker.SolveRow(y);
            return worker;
        }, _ => { });

        // Summed row by row, so that the number of threads changes nothing.
        Outcome total = outcomes.Aggregate((a, b) => Outcome.Add(a, b));
        return new QuadraticSolution
        {
            Attack = _attack,
            Primal = total.Primal,
            Objective = total.Primal,
            AbsoluteChange = total.Absolute,
            Dual = total.Dual,
            MaxViolation = total.MaxViolation,
            Infeasibility = total.Worst is { } worst ? Proof(worst) : null,
            InfeasibleOutputs = total.Infeasible,
        };
    }

    /// <summary>The ray of a single output.</summary>
    private Infeasibility Proof(Miss worst)
    {
        int row = problem.Target.Width * problem.Source.Channels;
        var ray = new double[problem.Target.Size.Pixels];
        ray[((worst.Sample / row) * problem.Target.Width) + (worst.Sample % row / problem.Source.Channels)] = worst.Sign;
        return new Infeasibility { Margin = worst.By, Channel = worst.Sample % problem.Source.Channels, Ray = ray };
    }

    /// <summary>A sample of the target image that is out of reach.</summary>
    private sealed record Miss(double By, int Sample, int Sign);

    private readonly record struct Outcome(double Primal, double Absolute, double Dual, double MaxViolation, int Infeasible, Miss? Worst)
    {
        public static Outcome Add(in Outcome a, in Outcome b) => new(
            a.Primal + b.Primal,
            a.Absolute + b.Absolute,
            a.Dual + b.Dual,
            Math.Max(a.MaxViolation, b.MaxViolation),
            a.Infeasible + b.Infeasible,
            a.Worst is null || b.Worst?.By > a.Worst.By ? b.Worst : a.Worst);
    }

    /// <summary>Solves rows of outputs, one after another, in the same memory.</summary>
    private sealed class Worker
    {
        private readonly ScalingOperator _op;
        private readonly QuadraticProblem _problem;
        private readonly double _epsilon;
        private readonly byte[] _attack;
        private readonly Window _window;
        private readonly int _channels;

        public Worker(QuadraticProblem problem, double epsilon, byte[] attack)
        {
            _problem = problem;
            _op = problem.Operator;
            _epsilon = epsilon;
            _attack = attack;
            _channels = problem.Source.Channels;
            int capacity = _op.Left.MaxTaps * _op.Right.MaxTaps;
            _window = new Window(capacity) { Count = capacity };
            _window.Most.Fill(255);
        }

        public Outcome SolveRow(int y)
        {
            Outcome row = default;
            ReadOnlySpan<byte> target = _problem.Target.Row(y);
            for (int i = 0; i < target.Length; i++)
            {
                if (i % _channels == 0) Weigh(i / _channels, y);
                row = Outcome.Add(row, Solve(i / _channels, y, i % _channels, target[i]));
            }

            return row;
        }

        private Outcome Solve(int x, int y, int channel, double wanted)
        {
            double output = Gather(x, y, channel), push = Math.Clamp(output, wanted - _epsilon, wanted + _epsilon) - output;
            if (push == 0) return default;

            double? multiplier = ScalarProblem.Solve(_window, push);
            var (squared, absolute) = _window.Change();
            double changed = _window.Output();
            double primal = squared / 2, miss = Math.Abs(wanted - changed) - _epsilon;
            ByteRounding.Round(_window, wanted, _epsilon);
            Scatter(x, y, channel);
            if (multiplier is not { } lambda)
                return new Outcome(primal, absolute, 0, miss, 1, new Miss(miss, (((y * _problem.Target.Width) + x) * _channels) + channel, Math.Sign(push)));
            double dual = primal + (lambda * (wanted - changed)) - (_epsilon * Math.Abs(lambda));
            return new Outcome(primal, absolute, dual, Math.Max(0, miss), 0, null);
        }

        /// <summary>Fills in the weights of an output.</summary>
        private void Weigh(int x, int y)
        {
            ReadOnlySpan<double> vertical = _op.Left.Weights(y), horizontal = _op.Right.Weights(x);
            _window.Count = vertical.Length * horizontal.Length;
            Span<double> weights = _window.Weights;
            for (int v = 0, j = 0; v < vertical.Length; v++)
                for (int h = 0; h < horizontal.Length; h++, j++) weights[j] = vertical[v] * horizontal[h];
        }

        /// <summary>Fills in the samples of an output; returns the output.</summary>
        private double Gather(int x, int y, int channel)
        {
            Span<double> samples = _window.Samples;
            int taps = _op.Right.Taps(x), stride = _problem.Source.Width * _channels;
            int at = (_op.Left.First(y) * stride) + (_op.Right.First(x) * _channels) + channel;
            for (int j = 0; j < samples.Length; at += stride - (taps * _channels))
            {
                for (int h = 0; h < taps; h++, j++, at += _channels)
                {
                    samples[j] = _attack[at];
                    if (_problem.Range is not { } range) continue;
                    _window.Least[j] = range.Least[at];
                    _window.Most[j] = range.Most[at];
                }
            }

            return _window.Output();
        }

        /// <summary>Writes the window back. A sample without weight may belong to another output.</summary>
        private void Scatter(int x, int y, int channel)
        {
            ReadOnlySpan<double> weights = _window.Weights, samples = _window.Samples;
            int taps = _op.Right.Taps(x), stride = _problem.Source.Width * _channels;
            int at = (_op.Left.First(y) * stride) + (_op.Right.First(x) * _channels) + channel;
            for (int j = 0; j < samples.Length; at += stride - (taps * _channels))
            {
                for (int h = 0; h < taps; h++, j++, at += _channels)
                    if (weights[j] != 0) _attack[at] = (byte)samples[j];
            }
        }
    }
}

namespace Downright.Attacks.Solving;

/// <summary>The quadratic problem where source pixels feed several outputs, channel by channel, on its dual.</summary>
/// <param name="problem">The problem.</param>
/// <param name="epsilon">ε.</param>
internal sealed class JointSolver(QuadraticProblem problem, double epsilon)
{
    /// <summary>Outputs that are further than this beyond ε, in grey levels, count as infeasible.</summary>
    private const double Tolerance = 0.01;

    private readonly OperatorPass _pass = new(problem.Operator);
    private readonly OperatorPass _squares = new(problem.Operator, squared: true);
    private readonly int _channels = problem.Source.Channels;

    /// <summary>Solves the problem.</summary>
    public QuadraticSolution Solve(IProgress<double>? progress)
    {
        byte[] attack = new byte[problem.Source.Width * problem.Source.Height * _channels];
        var solutions = new ChannelSolution[_channels];
        var infeasible = new int[_channels];
        double[] absolute = new double[_channels], squares = new double[_channels];
        var share = new ChannelProgress(_channels, progress);
        var rounding = new FeedbackRounding(problem.Operator);
        Parallel.For(0, _channels, problem.Parallel, channel =>
        {
            double[] target = Target(channel);
            ChannelPlanes planes = Planes(channel);
            DualSolver Dual(ShrinkCosts? costs, double[]? multipliers) => new(problem.Operator, _pass, _squares, planes, target, epsilon, problem.Parallel, costs, multipliers);
            ChannelSolution solution = problem.Norm == AreaNorm.L2
                ? Dual(null, null).Solve(done => share.Report(channel, done))
                : new LeastSumSolver(Dual, _pass, planes, target, epsilon, problem.Parallel).Solve(counts: problem.Norm == AreaNorm.L0, done => share.Report(channel, done));
            share.Report(channel, 1);
            rounding.Round(solution.Pixels, _pass.Stride, attack, channel, _channels);
            infeasible[channel] = target.Zip(solution.Outputs).Count(pair => Math.Abs(pair.First - pair.Second) - epsilon > Tolerance);
            absolute[channel] = solution.Pixels.Zip(planes.Source).Sum(pair => Math.Abs((double)pair.First - pair.Second));
            squares[channel] = solution.Pixels.Zip(planes.Source).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2));
            solutions[channel] = solution;
        });

        int worst = Array.IndexOf(solutions, solutions.MaxBy(s => s.Margin));
        return new QuadraticSolution
        {
            Attack = attack,
            Primal = problem.Norm == AreaNorm.L2 ? solutions.Sum(s => s.Primal) : squares.Sum() / 2,
            Objective = solutions.Sum(s => s.Primal),
            AbsoluteChange = absolute.Sum(),
            Dual = solutions.Sum(s => s.Dual),
            MaxViolation = solutions.Max(s => s.MaxViolation),
            Infeasibility = solutions[worst].Ray is { } ray ? new Infeasibility { Margin = solutions[worst].Margin, Channel = worst, Ray = ray } : null,
            InfeasibleOutputs = infeasible.Sum(),
        };
    }

    private double[] Target(int channel)
    {
        var target = new double[_pass.Outputs];
        for (int i = 0; i < target.Length; i++)
            target[i] = problem.Target.Row(i / _pass.Target.Width)[((i % _pass.Target.Width) * _channels) + channel];
        return target;
    }

    private ChannelPlanes Planes(int channel)
    {
        float[] source = new float[_pass.Stride * _pass.Height], least = new float[source.Length], most = new float[source.Length];
        int width = problem.Source.Width;
        for (int y = 0; y < _pass.Height; y++)
        {
            ReadOnlySpan<byte> row = problem.Source.Row(y);
            for (int x = 0; x < width; x++)
            {
                int at = (y * _pass.Stride) + x, sample = (((y * width) + x) * _channels) + channel;
                source[at] = row[(x * _channels) + channel];
                least[at] = problem.Range?.Least[sample] ?? 0;
                most[at] = problem.Range?.Most[sample] ?? 255;
            }
        }

        return new ChannelPlanes(source, least, most);
    }

    /// <summary>How much of all channels is done; it never goes back.</summary>
    private sealed class ChannelProgress(int channels, IProgress<double>? progress)
    {
        private readonly double[] _done = new double[channels];

        public void Report(int channel, double done)
        {
            if (progress is null) return;
            lock (_done)
            {
                _done[channel] = Math.Clamp(done, _done[channel], 1);
                progress.Report(_done.Sum() / channels);
            }
        }
    }
}

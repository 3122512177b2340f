namespace Downright.Attacks.Solving;

/// <summary>
/// Solves the linear problem min Σ c·|x − s| subject to |A·X − T| ≤ ε and least ≤ X ≤ most for one channel, by proximal steps
/// (Rockafellar 1976): each minimises τ·Σ c·|x − s| + ½‖X − Xₖ‖² around the last one's Xₖ, on its dual, with τ doubled every
/// time; its multipliers, divided by τ, bound the linear problem from below. With c = 1 that is ‖X − S‖₁. With c = 1 / the way
/// to the pixel's limit it is the relaxation of the number of changed pixels, and its solution changes few of them in part.
/// </summary>
/// <param name="dual">Makes the solver of a step, from its costs and the multipliers to start from.</param>
/// <param name="pass">A pass through the operator A.</param>
/// <param name="planes">S and the range of each pixel.</param>
/// <param name="target">T, an entry per output.</param>
/// <param name="epsilon">ε.</param>
/// <param name="parallel">Threads and cancellation.</param>
internal sealed class LeastSumSolver(
    Func<ShrinkCosts, double[]?, DualSolver> dual, OperatorPass pass, ChannelPlanes planes, double[] target, double epsilon, ParallelOptions parallel)
{
    private const int MaxSteps = 16;

    /// <summary>How far, in grey levels, the first step draws a pixel towards the source, and how that grows.</summary>
    private const double FirstDraw = 256;
    private const double Growth = 2;

    /// <summary>Where changes are counted: the room of a pixel that the first step's draw is for, and by how much costs differ at most.</summary>
    private const double MeanRoom = 128;
    private const double Spread = 1e-3;

    private const double EnoughGap = 1e-7;

    /// <summary>Solves the problem.</summary>
    /// <param name="counts">Whether it is the number of changed pixels that is to be small; else the sum of their changes.</param>
    /// <param name="progress">Called after every step with a guess of how much is done, 0–1.</param>
    /// <returns>The solution, its primal and dual in changed pixels or in grey levels; where there is none, a best effort with its ray.</returns>
    public ChannelSolution Solve(bool counts, Action<double> progress)
    {
        double tau = counts ? FirstDraw * MeanRoom : FirstDraw;
        float[] up = Costs(planes.Most, planes.Source, counts), down = Costs(planes.Source, planes.Least, counts), anchor = [.. planes.Source];
        double lower = double.NegativeInfinity;
        ChannelSolution? best = null;
        double[]? multipliers = null;
        for (int step = 0; step < MaxSteps; step++, tau *= Growth)
        {
            var costs = new ShrinkCosts(Array.ConvertAll(up, cost => (float)(tau * cost)), Array.ConvertAll(down, cost => (float)(tau * cost)), anchor);
            ChannelSolution solution = dual(costs, multipliers).Solve(_ => { });
            if (solution.Ray is not null) return solution;

            lower = Math.Max(lower, Bound(solution.Multipliers, costs) / tau);
            double sum = pass.Run(solution.Multipliers, new ShrinkRule(planes, costs, new byte[anchor.Length / 8], costsOnly: true), new double[target.Length], parallel) / (2 * tau);
            if (best is null || sum < best.Primal) best = solution with { Primal = sum };
            progress((double)(step + 1) / MaxSteps);
            if (best.Primal - lower <= EnoughGap * best.Primal) break;
            anchor = solution.Pixels;
            multipliers = Array.ConvertAll(solution.Multipliers, multiplier => Growth * multiplier);
        }

        return counts
            ? best! with { Primal = best!.Pixels.Zip(planes.Source).Count(pair => pair.First != pair.Second), Dual = lower }
            : best! with { Dual = lower };
    }

    /// <summary>The cost of a grey level. Pixels that cost the same would share a change; for counting, no two quite do.</summary>
    private static float[] Costs(float[] high, float[] low, bool counts)
    {
        var costs = new float[high.Length];
        for (int i = 0; i < costs.Length; i++)
        {
            float room = high[i] - low[i];
            if (room != 0) costs[i] = counts ? (float)((1 - (Spread * ((uint)i * 2654435769u / (double)uint.MaxValue))) / room) : 1;
        }

        return costs;
    }

    /// <summary>⟨Λ, T − A·S⟩ − ε‖Λ‖₁ − Σ max(0, |z| − τ·c)·room: τ times a lower bound.</summary>
    private double Bound(double[] multipliers, ShrinkCosts costs)
    {
        var outputs = new double[target.Length];
        pass.Run(multipliers, new PlaneRule(planes.Source), outputs, parallel);
        double value = 0;
        for (int i = 0; i < target.Length; i++) value += (multipliers[i] * (target[i] - outputs[i])) - (epsilon * Math.Abs(multipliers[i]));
        return value - pass.Run(multipliers, new ShrinkBoundRule(planes, costs), outputs, parallel);
    }
}

using Downright.Attacks.Solving;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// The quadratic attack in its strong variant: the least change to the source image, ‖Δ‖₂, whose scaled image is
/// within ε of the target image (Xiao et al. 2019, Quiring et al. 2020; docs/methods/quadratic-attack.md).
/// </summary>
public static class QuadraticAttack
{
    /// <summary>Crafts the attack image for one ε, as <see cref="Craft(ScalingOperator, PixelImage{byte}, PixelImage{byte}, QuadraticOptions, IProgress{double}?, CancellationToken)"/> does.</summary>
    public static AttackResult Craft(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, double epsilon = 1)
    {
        QuadraticOptions.ThrowIfNoEpsilon(epsilon);
        return Craft(op, source, target, new QuadraticOptions { Epsilons = [epsilon] });
    }

    /// <summary>
    /// Crafts the attack image: where no source pixel feeds two outputs exactly, one output and channel at a time, else on
    /// the dual of the two-dimensional problem.
    /// </summary>
    /// <param name="op">The linear model of the scaler.</param>
    /// <param name="source">The image that a person is to see, of the operator's source size, without alpha.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size and the source image's format.</param>
    /// <param name="options">ε and the details.</param>
    /// <param name="progress">Told how much of one ε's problem is done, 0–1.</param>
    /// <param name="cancellation">Stops within a pass over the image.</param>
    /// <returns>The attack image; infeasible problems carry the best effort and the proof.</returns>
    /// <exception cref="ArgumentException">The images or the mask do not fit the operator.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static AttackResult Craft(
        ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, QuadraticOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Craft("quadratic", QuadraticProblem.Of(op, source, target, options, cancellation), options, progress);

    /// <summary>Solves a problem under the name of the attack that it comes from.</summary>
    internal static AttackResult Craft(string method, QuadraticProblem problem, QuadraticOptions options, IProgress<double>? progress)
    {
        AttackResult? result = null;
        foreach (double epsilon in options.Epsilons)
        {
            bool last = epsilon == options.Epsilons[^1];
            result = options.Steps == AttackSteps.Two ? InTwoSteps(method, problem, epsilon, options, progress) : Jointly(method, problem, epsilon, options, last, progress);
            if (result.InfeasibleOutputs == 0) break;
        }

        return result!;
    }

    private static AttackResult Jointly(string method, QuadraticProblem problem, double epsilon, QuadraticOptions options, bool last, IProgress<double>? progress)
    {
        QuadraticSolution solution = problem.Solve(epsilon, progress);
        return new AttackResult(method, problem.Operator, epsilon, problem.Source, Repaired(problem, solution, epsilon, options), problem.Target)
        {
            Primal = solution.Primal,
            Optimality = solution.Infeasibility is null ? new Optimality(solution.Objective, solution.Dual, solution.MaxViolation) : null,
            AbsoluteChange = solution.AbsoluteChange,
            Infeasibility = solution.Infeasibility,
            InfeasibleOutputs = solution.InfeasibleOutputs,
            LeastEpsilon = last && options.FindLeastEpsilon && solution.Infeasibility is not null ? LeastEpsilon.Find(problem, epsilon, solution) : null,
        };
    }

    private static AttackResult InTwoSteps(string method, QuadraticProblem problem, double epsilon, QuadraticOptions options, IProgress<double>? progress)
    {
        var (attack, infeasible) = new TwoStepScheme(problem, options.Scaler).Solve(epsilon, progress);
        var image = new PixelImage<byte>(attack, problem.Source.Size, problem.Source.Format);
        return new AttackResult(method, problem.Operator, epsilon, problem.Source, attack, problem.Target)
        {
            Primal = Analysis.ImageMetrics.MeanSquaredError(problem.Source, image) * problem.Source.Size.Pixels * problem.Source.Channels / 2,
            InfeasibleOutputs = infeasible,
        };
    }

    private static byte[] Repaired(QuadraticProblem problem, QuadraticSolution solution, double epsilon, QuadraticOptions options) =>
        options.Scaler is { } scaler ? new ByteRepair(problem, scaler, epsilon).Repair(solution.Attack, restores: solution.InfeasibleOutputs == 0) : solution.Attack;
}

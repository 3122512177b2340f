namespace Downright.Attacks.Solving;

/// <summary>The least ε at which a quadratic problem has a solution.</summary>
internal static class LeastEpsilon
{
    /// <summary>How closely it is found where windows overlap, in grey levels.</summary>
    private const double Precision = 0.01;
    private const int MaxTrials = 20;

    /// <summary>
    /// Finds it: exactly where windows are disjoint, else by bisection between what rays prove and what points show.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="epsilon">An ε at which there is no solution.</param>
    /// <param name="solution">What was found there.</param>
    /// <returns>An ε, in grey levels, that has a solution, at most 0.01 above the least where the proofs are that sharp.</returns>
    public static double Find(QuadraticProblem problem, double epsilon, QuadraticSolution solution)
    {
        double margin = solution.Infeasibility?.Margin ?? 0;
        if (problem.IsDisjoint) return epsilon + margin;

        // What is kept small has no part in it.
        problem = problem with { Norm = AreaNorm.L2 };
        double infeasible = epsilon + margin, feasible = epsilon + solution.MaxViolation;
        for (int trial = 0; trial < MaxTrials && feasible - infeasible > Precision; trial++)
        {
            double middle = (infeasible + feasible) / 2;
            QuadraticSolution tried = problem.Solve(middle, progress: null);
            feasible = Math.Min(feasible, middle + tried.MaxViolation);
            if (tried.Infeasibility is { } proof) infeasible = middle + proof.Margin;
            else if (feasible > middle + Precision) break;
        }

        return feasible;
    }
}

namespace Downright.Attacks.Solving;

/// <summary>The solution of a quadratic problem over all channels, and its bytes.</summary>
internal sealed record QuadraticSolution
{
    /// <summary>The samples of the attack image, rounded so that the outputs stay where they were.</summary>
    public required byte[] Attack { get; init; }

    /// <summary>½‖Δ‖² before rounding.</summary>
    public required double Primal { get; init; }

    /// <summary>What the problem's norm makes of the change before rounding: where that is L2, the same.</summary>
    public required double Objective { get; init; }

    /// <summary>‖Δ‖₁ before rounding.</summary>
    public required double AbsoluteChange { get; init; }

    /// <summary>A lower bound of <see cref="Objective"/>; of no meaning where there is no solution.</summary>
    public required double Dual { get; init; }

    /// <summary>How far, in grey levels, the worst output is beyond ε before rounding.</summary>
    public required double MaxViolation { get; init; }

    /// <summary>The proof that there is no solution; null where none was found.</summary>
    public required Infeasibility? Infeasibility { get; init; }

    /// <summary>The outputs, counted a channel, that stay further than ε from the target.</summary>
    public required int InfeasibleOutputs { get; init; }
}

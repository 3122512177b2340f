namespace Downright.Attacks.Solving;

/// <summary>The solution of one channel, with what proves it.</summary>
internal sealed record ChannelSolution
{
    /// <summary>Λ.</summary>
    public required double[] Multipliers { get; init; }

    /// <summary>A·X(Λ), before rounding to bytes.</summary>
    public required double[] Outputs { get; init; }

    /// <summary>X(Λ), a padded plane.</summary>
    public required float[] Pixels { get; init; }

    /// <summary>½‖X(Λ) − S‖².</summary>
    public required double Primal { get; init; }

    /// <summary>q(Λ).</summary>
    public required double Dual { get; init; }

    /// <summary>How far, in grey levels, the worst output of X(Λ) is beyond ε.</summary>
    public required double MaxViolation { get; init; }

    /// <summary>
    /// What a ray proves: every image misses some output by at least ε plus this. Positive only where there is no solution.
    /// </summary>
    public required double Margin { get; init; }

    /// <summary>That ray; null where none was found.</summary>
    public required double[]? Ray { get; init; }
}

namespace Downright.Attacks;

/// <summary>Objective O1: how close the bytes that a scaler makes of the attack image are to the target image.</summary>
public sealed record OutputObjective
{
    /// <summary>The largest difference of a sample, 0–255 grey levels.</summary>
    public required int MaxAbsError { get; init; }

    /// <summary>The mean squared difference.</summary>
    public required double Mse { get; init; }

    /// <summary>The peak signal-to-noise ratio in dB; infinite where the bytes are the target's.</summary>
    public required double PsnrDb { get; init; }

    /// <summary>Whether every output can be, and in real arithmetic is, within ε.</summary>
    public required bool Feasible { get; init; }

    /// <summary>The outputs, counted a channel, that stay further than ε from the target image.</summary>
    public required int InfeasibleOutputs { get; init; }

    /// <summary>The least feasible ε in grey levels, where it was looked for.</summary>
    public required double? LeastEpsilon { get; init; }
}

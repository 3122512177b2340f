namespace Downright.Vetting;

/// <summary>
/// When a scaler counts as robust or vulnerable (docs/methods/bound.md says why these values). A gain is how many dB more
/// PSNR to the source an attack image has than the best one on exact area scaling: 10·log₁₀(1/energy).
/// </summary>
public sealed record VettingPolicy
{
    /// <summary>The least energy bound of a robust scaler, 0–1. 0.5 by default: no attack, whatever its signs, gains more than 3 dB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double RobustEnergyBound { get; init => field = Share(value); } = 0.5;

    /// <summary>The least energy of a robust scaler, 0–1. 0.79 by default: a typical attack gains at most 1 dB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double RobustEnergy { get; init => field = Share(value); } = 0.79;

    /// <summary>The largest energy of a vulnerable scaler, 0–1. 0.501 by default: a typical attack gains at least 3 dB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double VulnerableEnergy { get; init => field = Share(value); } = 0.501;

    /// <summary>The least share of considered pixels of a robust scaler, 0–1, 0.79 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double LeastConsideredFraction { get; init => field = Share(value); } = 0.79;

    /// <summary>The least concentration of a robust scaler, 0–1, 0.79 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double LeastConcentration { get; init => field = Share(value); } = 0.79;

    /// <summary>
    /// By how many grey levels an attack must at least move every output: h of the PSNR ceiling and of the changed share.
    /// More than 0 and at most 255; 64 by default, a quarter of the range.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Shift
    {
        get;
        init => field = value is > 0 and <= 255 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The shift is more than 0 and at most 255 grey levels.");
    } = 64;

    /// <summary>
    /// The largest difference, in grey levels, between a scaler's output and its linear separable model that still counts as
    /// rounding. At least 0; 3 by default: libraries that round twice in fixed point reach 2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double LargestResidual
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The residual is at least 0 grey levels.");
    } = 3;

    /// <summary>Judges what was measured at one geometry, and says why.</summary>
    internal (Verdict Verdict, string Reason) Judge(ScalerMeasures measures)
    {
        string cost = FormattableString.Invariant($"{measures.ConsideredFraction:P0} of the pixels count, and a typical attack gains {Gain(measures.TypicalGain)} dB over one on exact area scaling (energy {measures.Energy:0.###})");
        string proof = FormattableString.Invariant($"no attack gains more than {Gain(measures.GainBound)} dB (energy bound {measures.EnergyBound:0.###})");
        // Two equal taps cost exactly half: on which side rounding leaves them must not decide.
        const double Rounding = 1e-3;
        if (measures.Energy <= VulnerableEnergy * (1 + Rounding)) return (Verdict.Vulnerable, $"few pixels decide: {cost}");
        if (measures.EnergyBound < RobustEnergyBound) return (Verdict.Undetermined, $"{cost}, but patterns of mixed signs may be cheaper: only {proof}");
        if (measures.Energy < RobustEnergy) return (Verdict.Undetermined, $"{cost}: too much to call robust, too little to call vulnerable");
        if (measures.ConsideredFraction < LeastConsideredFraction) return (Verdict.Undetermined, cost);
        if (measures.Concentration < LeastConcentration)
            return (Verdict.Undetermined, FormattableString.Invariant($"an output's weight lies on few pixels (concentration {measures.Concentration:0.###})"));
        return (Verdict.Robust, $"the weight is spread evenly: {proof}");
    }

    private static string Gain(double decibels) => FormattableString.Invariant($"{Math.Max(0, decibels):0.0}");

    private static double Share(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The threshold lies between 0 and 1.");
}

using System.Globalization;

namespace Downright.Attacks;

/// <summary>
/// Proof of how good an attack is: no attack changes the source image by less than the dual value, and this one
/// changes it by the primal value. Both are of the real-valued problem, before rounding to bytes, over all channels.
/// </summary>
/// <param name="Primal">
/// What the method minimises, at the point found, which keeps every pixel's range exactly: ½‖Δ‖² in squared grey levels,
/// for area-l1 ‖Δ‖₁ in grey levels, for area-l0 the number of samples changed.
/// </param>
/// <param name="Dual">A lower bound of that for every attack; for ½‖Δ‖² the value of the Lagrange dual at the multipliers found.</param>
/// <param name="MaxViolation">By how many grey levels the worst output of the point found is further than ε from the target image.</param>
public sealed record Optimality(double Primal, double Dual, double MaxViolation)
{
    /// <summary>(primal − dual) / primal; 0 where nothing had to be changed.</summary>
    public double RelativeGap => Primal == 0 ? 0 : (Primal - Dual) / Primal;

    /// <summary>The values and their gap.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"primal {Primal:G10}, dual {Dual:G10}, gap {RelativeGap:E1}, violation {MaxViolation:E1}");
}

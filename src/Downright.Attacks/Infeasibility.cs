using System.Globalization;

namespace Downright.Attacks;

/// <summary>
/// Proof that no image solves a quadratic attack: along a ray of multipliers the dual grows without bound (Farkas'
/// lemma). With z = AᵀV, every image X in its range has ⟨V, A·X⟩ ≤ Σ max(z·least, z·most), while being within ε of the
/// target image T takes ⟨V, A·X⟩ ≥ ⟨V, T⟩ − ε‖V‖₁.
/// </summary>
public sealed record Infeasibility
{
    /// <summary>
    /// Every image in its range misses some output by at least ε plus this many grey levels, so that the least feasible ε
    /// is at least as much larger. Above 0.
    /// </summary>
    public required double Margin { get; init; }

    /// <summary>The channel that the ray proves it of.</summary>
    public required int Channel { get; init; }

    /// <summary>V, an entry per output of the channel, row by row.</summary>
    public required ReadOnlyMemory<double> Ray { get; init; }

    /// <summary>The margin.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"every image misses by {Margin:G4} grey levels more than epsilon");
}

using System.Globalization;
using Downright.Analysis;
using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>What a scaling operator shows of its scaler: how much it looks at, and what an attack on it costs.</summary>
public sealed record ScalerMeasures
{
    private ScalerMeasures(ScalingOperator op, PixelInfluence influence, double shift)
    {
        Operator = op;
        ConsideredFraction = influence.ConsideredFraction;
        Concentration = influence.Concentration;
        LargestWeight = influence.LargestWeight;
        Energy = influence.Energy;
        EnergyBound = influence.EnergyBound;
        PsnrCeiling = EnergyBound > 0 ? AttackBound.PsnrCeiling(EnergyBound, shift) : double.PositiveInfinity;
        LeastChangedFraction = AttackBound.LeastChangedFraction(op, shift);
    }

    /// <summary>The operator that was measured.</summary>
    public ScalingOperator Operator { get; }

    /// <summary>The share of the source pixels that count, 0–1.</summary>
    public double ConsideredFraction { get; }

    /// <summary>How evenly an output spreads its weight: 1 and more for averages, 1/(βᵥβₕ) where one pixel decides.</summary>
    public double Concentration { get; }

    /// <summary>The largest |w| of any pixel in any output.</summary>
    public double LargestWeight { get; }

    /// <summary>The least energy that shifts every output by the same amount, relative to shifting every source pixel by it.</summary>
    public double Energy { get; }

    /// <summary>A lower bound of <see cref="Energy"/> for every pattern of signs.</summary>
    public double EnergyBound { get; }

    /// <summary>The PSNR in dB that no attack exceeds which moves every output by the policy's shift; infinite where no bound is known.</summary>
    public double PsnrCeiling { get; }

    /// <summary>The share of the source pixels, 0–1, that every such attack changes at least.</summary>
    public double LeastChangedFraction { get; }

    /// <summary>How many dB a typical attack gains over the best one on exact area scaling: 10·log₁₀(1 / energy).</summary>
    public double TypicalGain => -10 * Math.Log10(Energy);

    /// <summary>How many dB no attack gains more than: 10·log₁₀(1 / energy bound).</summary>
    public double GainBound => -10 * Math.Log10(EnergyBound);

    /// <summary>Measures an operator.</summary>
    /// <param name="op">A scaler's linear model for one pair of sizes.</param>
    /// <param name="shift">h: by how many grey levels an attack moves every output, more than 0 and at most 255.</param>
    public static ScalerMeasures Of(ScalingOperator op, double shift = 64) => new(op, PixelInfluence.Of(op), shift);

    /// <summary>The operator, its energy and its bound.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Operator}: {ConsideredFraction:P1} considered, energy {Energy:G3}, bound {EnergyBound:G3}");
}

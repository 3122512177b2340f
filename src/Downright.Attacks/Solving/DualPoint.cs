namespace Downright.Attacks.Solving;

/// <summary>Multipliers Λ, and what the dual is there.</summary>
/// <param name="outputs">The number of outputs.</param>
/// <param name="pixels">The size of a source plane, a multiple of 8.</param>
internal sealed class DualPoint(int outputs, int pixels)
{
    /// <summary>Λ, an entry per output.</summary>
    public double[] Multipliers { get; } = new double[outputs];

    /// <summary>A·X(Λ).</summary>
    public double[] Outputs { get; } = new double[outputs];

    /// <summary>A bit per pixel of X(Λ): 1 for those that are not clipped, 0 for the others.</summary>
    public byte[] Free { get; } = new byte[pixels / 8];

    /// <summary>‖X(Λ) − S‖².</summary>
    public double Squares { get; set; }

    /// <summary>q(Λ).</summary>
    public double Dual { get; set; }

    /// <summary>q(Λ) − μ/2·‖Λ − Λ̄‖².</summary>
    public double Value { get; set; }
}

namespace Downright.Attacks.Solving;

/// <summary>Multipliers Λ, and what the dual is there.</summary>
/// <param name="outputs">The number of outputs.</param>
/// <param name="pixels">The size of a source plane.</param>
internal sealed class DualPoint(int outputs, int pixels)
{
    /// <summary>Λ, an entry per output.</summary>
    public double[] Multipliers { get; } = new double[outputs];

    /// <summary>A·X(Λ).</summary>
    public double[] Outputs { get; } = new double[outputs];

    /// <summary>1 for the pixels of X(Λ) that are not clipped, 0 for the others.</summary>
    public float[] Free { get; } = new float[pixels];

    /// <summary>‖X(Λ) − S‖².</summary>
    public double Squares { get; set; }

    /// <summary>q(Λ).</summary>
    public double Dual { get; set; }

    /// <summary>q(Λ) − μ/2·‖Λ − Λ̄‖².</summary>
    public double Value { get; set; }
}

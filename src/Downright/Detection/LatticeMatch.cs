namespace Downright.Detection;

/// <summary>How well an axis fits an attack on a number of outputs.</summary>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Kind">How they lie on the samples.</param>
/// <param name="Fit">How well, in standard deviations of chance.</param>
internal readonly record struct LatticeMatch(int Outputs, LatticeKind Kind, float Fit);

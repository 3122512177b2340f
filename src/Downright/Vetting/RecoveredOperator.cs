using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>The linear separable model of a black box, and how well it explains what the black box did.</summary>
/// <param name="Operator">The two matrices that explain the outputs best.</param>
/// <param name="Residual">The largest difference, in grey levels, between an output and the model's.</param>
/// <param name="KeepsUniform">Whether every output's weights sum to 1, so that uniform images stay as they are.</param>
/// <param name="Calls">The number of images that were scaled.</param>
public sealed record RecoveredOperator(ScalingOperator Operator, double Residual, bool KeepsUniform, int Calls)
{
    /// <summary>Whether the model explains most of what was seen, so that more images would make it more exact.</summary>
    internal bool IsPromising { get; init; }

    /// <summary>What more images can begin with.</summary>
    internal MatrixFit? Fit { get; init; }
}

namespace Downright.Vetting;

/// <summary>
/// Recovers the matrices of a black box that scales 8-bit images from a handful of calls (docs/methods/vetting.md). For a
/// float path see <see cref="Scaling.CoefficientRecovery"/>, which needs two.
/// </summary>
public static class BlackBoxRecovery
{
    /// <summary>Recovers an operator; how much it explains is part of the result.</summary>
    /// <param name="scaler">Any scaler of RGB images.</param>
    /// <param name="geometry">The pair of sizes; below 64 outputs an axis it takes more calls than five.</param>
    /// <exception cref="ArgumentException">The scaler is null.</exception>
    public static RecoveredOperator Recover(IScaler scaler, ScalingGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        Func<PixelImage<byte>, ImageSize, PixelImage<byte>> scale = scaler.Scale;
        List<PixelImage<byte>> outputs = Scaled(new CodedProbe(geometry), scale, geometry);
        RecoveredOperator first = new CodedProbe(geometry).Solve(scaler.Name, outputs);
        if (!first.IsPromising) return first;
        CodedProbe further = Further(geometry);
        return further.Solve(scaler.Name, [.. outputs, scale(further.Image(outputs.Count), geometry.Target)], first.Fit);
    }

    /// <summary>What a scaler makes of the images of a probe.</summary>
    internal static List<PixelImage<byte>> Scaled(CodedProbe probe, Func<PixelImage<byte>, ImageSize, PixelImage<byte>> scale, ScalingGeometry geometry) =>
        [.. Enumerable.Range(0, probe.Images).Select(image => scale(probe.Image(image), geometry.Target))];

    /// <summary>One more image makes small weights more exact; the images of both probes begin alike.</summary>
    internal static CodedProbe Further(ScalingGeometry geometry) => new(geometry, more: 1);
}

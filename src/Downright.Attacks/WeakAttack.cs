using Downright.Attacks.Solving;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// The weak variant of the quadratic attack (Xiao et al. 2019): no source image is given, only the target image. The
/// attack image is the one nearest to an even mid-grey, so that the target image is hidden in nothing but itself
/// (docs/methods/quadratic-attack.md).
/// </summary>
public static class WeakAttack
{
    private const byte MidGrey = 128;

    /// <summary>Crafts the attack image.</summary>
    /// <param name="op">The linear model of the scaler; its source size is the attack image's.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size, without alpha.</param>
    /// <param name="options">ε and the details; null for the defaults.</param>
    /// <param name="progress">Told how much of one ε's problem is done, 0–1.</param>
    /// <param name="cancellation">Stops within a pass over the image.</param>
    /// <returns>The attack image, with the mid-grey one as its source.</returns>
    /// <exception cref="ArgumentException">The image or the mask does not fit the operator.</exception>
    public static AttackResult Craft(
        ScalingOperator op, PixelImage<byte> target, QuadraticOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(target);
        var samples = new byte[checked((int)op.SourceSize.Pixels * target.Channels)];
        Array.Fill(samples, MidGrey);
        var source = new PixelImage<byte>(samples, op.SourceSize, target.Format);
        return QuadraticAttack.Craft("weak", QuadraticProblem.Of(op, source, target, options ??= new(), cancellation), options, progress);
    }
}

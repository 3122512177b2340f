using System.Globalization;
using Downright.Analysis;

namespace Downright.Attacks;

/// <summary>An attack image, what made it, and how well it does its work.</summary>
public sealed class AttackResult
{
    internal AttackResult(string method, string scaler, double epsilon, PixelImage<byte> image, PixelImage<byte> target)
    {
        Method = method;
        Scaler = scaler;
        Epsilon = epsilon;
        Image = image;
        Target = target;
    }

    /// <summary>The method, as the tool names it.</summary>
    public string Method { get; }

    /// <summary>The name of the attacked scaler.</summary>
    public string Scaler { get; }

    /// <summary>How far the output may be from the target image, in grey levels (objective O1).</summary>
    public double Epsilon { get; }

    /// <summary>The attack image: the size and format of the source image.</summary>
    public PixelImage<byte> Image { get; }

    /// <summary>The target image that the scaler is to show.</summary>
    public PixelImage<byte> Target { get; }

    /// <summary>
    /// The optimum of the real-valued problem, ½‖Δ‖² in squared grey levels, summed over the channels, before the attack
    /// image is rounded to bytes. Infeasible outputs count with their best effort.
    /// </summary>
    public required double Primal { get; init; }

    /// <summary>The outputs, counted a channel, that no pixel values between 0 and 255 bring within ε of the target image.</summary>
    public required int InfeasibleOutputs { get; init; }

    /// <summary>
    /// The largest difference, in grey levels, between the operator's real-valued output of <see cref="Image"/> and the
    /// target image, infeasible outputs included. Rounding to bytes can carry it beyond ε.
    /// </summary>
    public required double LargestError { get; init; }

    /// <summary>The largest difference, in grey levels, between the bytes that a scaler makes of <see cref="Image"/> and the target image.</summary>
    /// <param name="scaler">The scaler: the attacked one, or another to see how it fares.</param>
    public int LargestErrorOf(IScaler scaler)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        return ImageMetrics.LargestDifference(scaler.Scale(Image, Target.Size), Target);
    }

    /// <summary>Method, scaler, sizes, ε and the outcome in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Method} attack on {Scaler} {Image.Size} to {Target.Size}, epsilon {Epsilon}: {InfeasibleOutputs} infeasible outputs, largest error {LargestError:0.###}");
}

using Downright.Analysis;

namespace Downright.Evidence;

/// <summary>What became of an attack behind a prevention.</summary>
/// <param name="ToTarget">PSNR of the defended output and the target image, in dB, the mean over draws.</param>
/// <param name="ToTruth">PSNR of the defended output and the area-scaled source.</param>
/// <param name="Won">Whether the output is nearer to the target and the model sees in it what it sees in the target, in most draws.</param>
internal sealed record Outcome(double ToTarget, double ToTruth, bool Won)
{
    /// <summary>Whether the output is nearer to the target than to the truth.</summary>
    public bool Broken => ToTarget > ToTruth;

    /// <summary>Judges what the model gets.</summary>
    public static Outcome Of(PixelImage<byte>[] outputs, Pair pair, Classifier classifier)
    {
        double toTarget = outputs.Average(output => ImageMetrics.Psnr(output, pair.Target)), toTruth = outputs.Average(output => ImageMetrics.Psnr(output, pair.Truth));
        return new Outcome(toTarget, toTruth, toTarget > toTruth && 2 * outputs.Count(output => classifier.Predict(output) == pair.TargetClass) > outputs.Length);
    }
}

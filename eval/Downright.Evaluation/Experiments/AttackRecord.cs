using Downright.Analysis;
using Downright.Attacks;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Scaling;

namespace Downright.Evaluation.Experiments;

/// <summary>An attack on one pair: what the model and what a person would see.</summary>
/// <param name="Pair">The pair's number.</param>
/// <param name="Source">The source photo's number.</param>
/// <param name="Bin">The number of the ratio's bin.</param>
/// <param name="Scaler">The attacked scaler.</param>
/// <param name="Attack">The method.</param>
/// <param name="Epsilon">ε of the solution, in grey levels.</param>
/// <param name="InfeasibleShare">The share of the outputs that the attack cannot bring within ε, 0–1.</param>
/// <param name="MaxAbsError">The largest difference of output and target image.</param>
/// <param name="O1">Whether the model sees the target, by the published rule.</param>
/// <param name="O1Strict">Whether the likeliest class is the target's.</param>
/// <param name="PsnrDb">PSNR of source and attack image.</param>
/// <param name="Ssim">SSIM of source and attack image.</param>
/// <param name="Changed">The share of the pixels that were changed, in any channel, 0–1.</param>
/// <param name="ChangedSamples">The share of the samples that were changed: pixels counted a channel, 0–1.</param>
internal sealed record AttackRecord(
    int Pair, int Source, int Bin, string Scaler, string Attack, double Epsilon, double InfeasibleShare, int MaxAbsError, bool O1, bool O1Strict, double PsnrDb, double Ssim, double Changed, double ChangedSamples)
{
    /// <summary>Measures an attack.</summary>
    /// <param name="lab">The photos and the classifier.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="scaler">The scaler that is attacked, in bytes.</param>
    public static AttackRecord Of(Lab lab, Pair pair, AttackResult attack, ProfileScaler scaler)
    {
        PixelImage<byte> output = scaler.Scale(attack.Image, pair.Size);
        Prediction seen = lab.Classifier.Classify(output), wanted = lab.TargetPrediction(pair);
        AppearanceObjective appearance = attack.O2();
        return new AttackRecord(
            pair.Id,
            pair.Source,
            pair.Bin,
            scaler.Name,
            attack.Method,
            attack.Epsilon,
            (double)attack.InfeasibleOutputs / (pair.Size.Pixels * output.Channels),
            ImageMetrics.LargestDifference(output, attack.Target),
            seen.Agrees(wanted),
            seen.AgreesStrictly(wanted),
            appearance.PsnrDb,
            appearance.Ssim ?? double.NaN,
            appearance.L0Fraction,
            (double)ImageMetrics.ChangedSamples(attack.Source, attack.Image) / (attack.Source.Size.Pixels * attack.Source.Channels));
    }
}

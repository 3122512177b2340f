using Downright.Analysis;
using Downright.Attacks;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Prevention;

namespace Downright.Evaluation.Experiments;

/// <summary>The quadratic attack on a pair, without a filter and behind each: what the model sees and how far it is from the source.</summary>
/// <param name="PsnrDb">PSNR of source and attack image.</param>
/// <param name="Seen">What the model sees without a filter.</param>
/// <param name="Filtered">What it sees behind each filter, and the PSNR of source and filtered attack image.</param>
internal sealed record DefendedAttack(double PsnrDb, Prediction Seen, IReadOnlyDictionary<PreventionMethod, (Prediction Seen, double PsnrDb)> Filtered)
{
    /// <summary>The attack on a pair; once for all experiments of a run.</summary>
    public static DefendedAttack Of(Lab lab, Pair pair, string scaler, CancellationToken cancellation) => lab.Once((nameof(DefendedAttack), pair.Id, scaler), () =>
    {
        AttackResult attack = Crafting.Quadratic(lab, pair, Lab.Scaler(scaler), cancellation);
        return new DefendedAttack(
            ImageMetrics.Psnr(attack.Source, attack.Image),
            lab.Classifier.Classify(Lab.Scaler(scaler).Scale(attack.Image, pair.Size)),
            Defences.All.ToDictionary(method => method, method =>
            {
                SafeScaler safe = Defences.Of(method, scaler, lab, pair);
                return (lab.Classifier.Classify(safe.Resize(attack.Image, pair.Size, cancellation).Image), ImageMetrics.Psnr(attack.Source, safe.Clean(attack.Image, pair.Size, cancellation).Image));
            }));
    });
}

using Downright.Attacks.Solving;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// Looks for the break point of a selective filter: the attack image that just succeeds, as near to the source as the joint
/// descent finds one. The target's weight rises from where nothing happens until the attack succeeds; then the image is
/// drawn back towards the source for as long as it still does.
/// </summary>
public static class LeastVisibleAttack
{
    private const double FirstWeight = 0.2, Growth = 1.6;
    private const int Weights = 8, FirstSteps = 20, StepsPerWeight = 10, Halvings = 5;

    /// <summary>Crafts the attack image.</summary>
    /// <param name="op">The linear model of the scaler.</param>
    /// <param name="source">The image that a person is to see, of the operator's source size, without alpha.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size and the source image's format.</param>
    /// <param name="succeeds">Whether an attack image does what the attacker wants, behind the defence.</param>
    /// <param name="options">The defence, the mask and the threads; the strategy, δ, the steps and the weight are not used. Null for the defaults.</param>
    /// <param name="progress">Told how much of the longest way is done, 0–1.</param>
    /// <param name="cancellation">Stops the attack.</param>
    /// <returns>The attack image; null where no weight up to 5.4 succeeds.</returns>
    /// <exception cref="ArgumentException">The images do not fit the operator.</exception>
    public static AttackResult? Craft(
        ScalingOperator op,
        PixelImage<byte> source,
        PixelImage<byte> target,
        Predicate<PixelImage<byte>> succeeds,
        AdaptiveOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(succeeds);
        options ??= new();
        AttackProblem.ThrowIfImagesDoNotFit(op, source, target);
        var descent = JointDescent.Of(SelectiveFilter.Compile(op, options.Defence), source, target, options, cancellation);
        int done = 0;
        foreach (PixelImage<byte> image in Path(descent, source))
        {
            if (succeeds(image))
            {
                byte[] attack = DrawnBack(source, image, succeeds).ToArray();
                return new AttackResult($"{AdaptiveAttack.NameOf(options.Defence)}-least-visible", op, options.Quadratic.Epsilons[0], source, attack, target)
                {
                    Primal = AdaptiveAttack.HalfSquares(source, attack),
                    InfeasibleOutputs = 0,
                };
            }

            progress?.Report(++done / (double)Weights);
        }

        return null;
    }

    /// <summary>Attack images of rising weight, each as near to the source as the descent gets.</summary>
    internal static IEnumerable<PixelImage<byte>> Path(JointDescent descent, PixelImage<byte> source)
    {
        double weight = FirstWeight;
        for (int i = 0; i < Weights; i++, weight *= Growth)
        {
            descent.Descend(weight, i == 0 ? FirstSteps : StepsPerWeight);
            yield return new PixelImage<byte>(descent.Image(), source.Size, source.Format);
        }
    }

    /// <summary>The image on the straight way from the source to an attack image that just succeeds.</summary>
    internal static PixelImage<byte> DrawnBack(PixelImage<byte> source, PixelImage<byte> attack, Predicate<PixelImage<byte>> succeeds)
    {
        byte[] from = source.ToArray(), to = attack.ToArray();
        double fails = 0, works = 1;
        for (int i = 0; i < Halvings; i++)
        {
            double share = (fails + works) / 2;
            byte[] samples = [.. from.Select((sample, at) => (byte)Math.Round(sample + (share * (to[at] - sample))))];
            var between = new PixelImage<byte>(samples, source.Size, source.Format);
            if (succeeds(between)) (works, attack) = (share, between);
            else fails = share;
        }

        return attack;
    }
}

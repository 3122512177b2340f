using Downright.Analysis;
using Downright.Attacks.Solving;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// Attacks on a scaler behind a selective filter that the attacker knows (Quiring et al. 2020, section 5.4 for the windows;
/// the others are this project's or follow Gao et al. 2022; docs/methods/adaptive-attacks.md). What they reach is judged
/// by <see cref="AttackResult.O1"/> with the defended scaler.
/// </summary>
public static class AdaptiveAttack
{
    /// <summary>Crafts the attack image.</summary>
    /// <param name="op">The linear model of the scaler.</param>
    /// <param name="source">The image that a person is to see, of the operator's source size, without alpha.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size and the source image's format.</param>
    /// <param name="options">The defence and the details; null for the defaults.</param>
    /// <param name="progress">Told how much is done, 0–1.</param>
    /// <param name="cancellation">Stops the attack.</param>
    /// <returns>
    /// The attack image. <see cref="AttackResult.InfeasibleOutputs"/> are the considered pixels, counted a channel, whose
    /// replacement the changes allowed could not bring to what the attack wants (Window, Poison), or the outputs out of
    /// reach (NegativeLobe).
    /// </returns>
    /// <exception cref="ArgumentException">The images do not fit the operator, or the strategy does not fit the filter.</exception>
    public static AttackResult Craft(
        ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, AdaptiveOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new();
        AttackProblem.ThrowIfImagesDoNotFit(op, source, target);
        if (options.Strategy == AdaptiveStrategy.Poison && options.Defence.Method != PreventionMethod.Median)
            throw new ArgumentException("The strategy Poison is one against the median filter.", nameof(options));

        if (options.Strategy == AdaptiveStrategy.Window && options.Defence.Method == PreventionMethod.Mean)
            throw new ArgumentException("The strategy Window is one against the median and the random filter; NegativeLobe and Joint are for the mean filter too.", nameof(options));

        if (options.Quadratic.Mask is not null && options.Strategy is AdaptiveStrategy.Window or AdaptiveStrategy.Poison)
            throw new ArgumentException($"The strategy {options.Strategy} moves whole windows and takes no mask; NegativeLobe and Joint do.", nameof(options));

        SelectiveFilter filter = SelectiveFilter.Compile(op, options.Defence);
        var windows = new FilterWindows(filter, options, cancellation);
        switch (options.Strategy)
        {
            case AdaptiveStrategy.Window:
                // The windows decide what a filter puts in, so that a repair on the plain scaler's bytes would be in vain.
                AttackResult plain = QuadraticAttack.Craft(op, source, target, options.Quadratic with { Scaler = null }, progress, cancellation);
                return Result("window", windows.Move(plain.Image, plain.Image), plain.Epsilon);
            case AdaptiveStrategy.Poison:
                AttackResult goal = Poisoned(filter, source, target, options, progress, cancellation);
                return Result("poison", windows.Move(source, goal.Image), goal.Epsilon);
            case AdaptiveStrategy.NegativeLobe:
                return NegativeLobe(filter, source, target, options, progress, cancellation);
            default:
                var descent = JointDescent.Of(filter, source, target, options, cancellation);
                descent.Descend(options.TargetWeight, options.Steps, progress);
                return Result("joint", (descent.Image(), 0), options.Quadratic.Epsilons[0]);
        }

        AttackResult Result(string strategy, (byte[] Image, int Missed) moved, double epsilon) =>
            new($"{NameOf(options.Defence)}-{strategy}", op, epsilon, source, moved.Image, target)
            {
                Primal = HalfSquares(source, moved.Image),
                InfeasibleOutputs = moved.Missed,
            };
    }

    internal static double HalfSquares(PixelImage<byte> source, byte[] attack) =>
        ImageMetrics.MeanSquaredError(source, new PixelImage<byte>(attack, source.Size, source.Format)) * attack.Length / 2;

    internal static string NameOf(PreventionOptions defence) => defence.Method.ToString().ToLowerInvariant();

    /// <summary>
    /// What the filter would have to put into the considered pixels: a quadratic attack on the image that it makes of the
    /// source, confined to those pixels.
    /// </summary>
    private static AttackResult Poisoned(
        SelectiveFilter filter, PixelImage<byte> source, PixelImage<byte> target, AdaptiveOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        PixelImage<byte> cleaned = filter.Clean(source, cancellation).Image;
        QuadraticOptions quadratic = options.Quadratic with { Scaler = null, Mask = Mask(filter.Considered, considered: true, options.Quadratic.Mask) };
        return QuadraticAttack.Craft(filter.Operator, cleaned, target, quadratic, progress, cancellation);
    }

    private static AttackResult NegativeLobe(
        SelectiveFilter filter, PixelImage<byte> source, PixelImage<byte> target, AdaptiveOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        PixelImage<byte> cleaned = filter.Clean(source, cancellation).Image;
        var reference = ConsideredPixels.Of(filter.Influence, ConsideredMode.Reference);
        QuadraticOptions quadratic = options.Quadratic with { Scaler = null, Mask = Mask(reference, considered: false, options.Quadratic.Mask) };
        AttackResult solved = QuadraticAttack.Craft(filter.Operator, cleaned, target, quadratic, progress, cancellation);

        // The filter puts its own values into the considered pixels; only the edits are taken over.
        byte[] before = cleaned.ToArray(), after = solved.Image.ToArray(), attack = source.ToArray();
        for (int i = 0; i < attack.Length; i++)
            if (after[i] != before[i]) attack[i] = after[i];
        return new AttackResult($"{NameOf(options.Defence)}-negative-lobe", filter.Operator, solved.Epsilon, source, attack, target)
        {
            Primal = HalfSquares(source, attack),
            Infeasibility = solved.Infeasibility,
            InfeasibleOutputs = solved.InfeasibleOutputs,
        };
    }

    private static PixelImage<byte> Mask(ConsideredPixels pixels, bool considered, PixelImage<byte>? within)
    {
        ImageSize size = pixels.Operator.SourceSize;
        var mask = new byte[size.Pixels];
        for (int i = 0; i < mask.Length; i++)
        {
            int x = i % size.Width, y = i / size.Width;
            mask[i] = pixels.Contains(x, y) == considered && (within is null || within.Row(y)[x] != 0) ? (byte)255 : (byte)0;
        }

        return new PixelImage<byte>(mask, size, PixelFormat.Gray);
    }
}

using Downright.Scaling;

namespace Downright.Detection;

/// <summary>The operator residual of every target that an image may have been attacked for, and the most suspicious of them.</summary>
/// <param name="scalers">Compiled scalers.</param>
internal sealed class ResidualSearch(ScalerCache scalers)
{
    /// <summary>A lattice that fits by so many standard deviations of chance is there: benign textures have fits of their own.</summary>
    private const double SureFit = 8;

    /// <summary>Tried for a known size: each lies on the samples in its own way.</summary>
    private static readonly ScalerProfile[] Kinds = [.. Enum.GetValues<LatticeKind>().Select(kind => OfKind(kind)[0])];

    /// <summary>All of them: an attack has the detail that its own kernel's weights explain.</summary>
    private static readonly ScalerProfile[] Scalers = [.. Enum.GetValues<LatticeKind>().SelectMany(OfKind)];

    /// <summary>Finds the most suspicious target.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">What is known.</param>
    /// <param name="cancellation">Stops between targets.</param>
    /// <returns>What was found, or the reason why nothing can be hidden.</returns>
    public (Residual? Found, string? Reason) Run(PixelImage<byte> image, DetectionTarget target, CancellationToken cancellation)
    {
        if (target.Size is { } size && TargetSizes.Blocking(image.Size, size) is { } blocked) return (null, blocked);
        using var grey = new GreyPlane(image);
        var lattices = new Lazy<LatticeSearch>(() => new LatticeSearch(grey), LazyThreadSafetyMode.None);
        Residual? most = null;
        double rank = double.NegativeInfinity;
        string? reason = "no lattice of samples was found";
        foreach (var (candidate, scaler, known) in Candidates(lattices, target))
        {
            cancellation.ThrowIfCancellationRequested();
            OperatorResidual residual = scalers.ResidualOf(scaler, image.Size, candidate);
            reason = residual.Blocking ?? reason;
            if (residual.Blocking is not null) continue;
            double fit = known ?? lattices.Value.Fit(residual.Operator);
            Residual found = Measure(grey, residual, scaler, Math.Min(fit / SureFit, 1));

            // A lattice that fits still better adds nothing to the verdict, but says which of the targets it is.
            double ranked = found.Combined * Math.Max(fit, SureFit);
            if (ranked > rank) (most, rank) = (found, ranked);
        }

        if (most is null) return (null, reason);
        // Where all is known there is one target, and what its grey does not show its colours may.
        if (target is { Size: not null, Scaler: not null } && most.Combined < 1) return (most with { Colour = scalers.ColourOf(most.Scaler, image.Size, most.Size).Measure(image) }, null);
        if (target.Scaler is not null || most.Combined < 1) return (most, null);

        // Which kernel it is changes what is revealed, not whether something is hidden: worth a look once there is something to see.
        ScalerProfile closest = Closest(grey, most.Size, Scalers);
        cancellation.ThrowIfCancellationRequested();
        return (most with { Scaler = closest }, null);
    }

    /// <summary>The scaler whose weights explain most of an attack image's detail.</summary>
    /// <param name="image">The image.</param>
    /// <param name="size">The target size.</param>
    /// <param name="scalers">One at least.</param>
    public static ScalerProfile Closest(PixelImage<byte> image, ImageSize size, IEnumerable<ScalerProfile> scalers)
    {
        using var grey = new GreyPlane(image);
        return Closest(grey, size, scalers);
    }

    private static ScalerProfile Closest(GreyPlane grey, ImageSize size, IEnumerable<ScalerProfile> scalers) =>
        scalers.MaxBy(scaler => ExplainedDetail.Of(grey, ScalingOperator.Compile(scaler, grey.Size, size)))!;

    /// <summary>The scalers of a kind, the one to try first.</summary>
    private static ScalerProfile[] OfKind(LatticeKind kind) => kind switch
    {
        LatticeKind.Floor => [new(ScalerLibrary.OpenCv, ScalerAlgorithm.Nearest), new(ScalerLibrary.TensorFlow1, ScalerAlgorithm.Nearest)],
        LatticeKind.Centre => [new(ScalerLibrary.Pillow, ScalerAlgorithm.Nearest)],
        LatticeKind.HalfPixel => [new(ScalerLibrary.OpenCv, ScalerAlgorithm.Linear), new(ScalerLibrary.OpenCv, ScalerAlgorithm.Cubic), new(ScalerLibrary.OpenCv, ScalerAlgorithm.Lanczos4)],
        _ => [new(ScalerLibrary.TensorFlow1, ScalerAlgorithm.Linear), new(ScalerLibrary.TensorFlow1, ScalerAlgorithm.Cubic)],
    };

    /// <summary>Targets, with how well their lattices fit where that is known already; a single one is taken for granted.</summary>
    private static IEnumerable<(ImageSize Size, ScalerProfile Scaler, double? Fit)> Candidates(Lazy<LatticeSearch> lattices, DetectionTarget target) => (target.Size, target.Scaler) switch
    {
        ({ } size, { } scaler) => [(size, scaler, SureFit)],
        ({ } size, null) => Kinds.Select(scaler => (size, scaler, (double?)null)),
        (null, { } scaler) => lattices.Value.Best().Select(match => match.Size).Distinct().Select(size => (size, scaler, (double?)null)),
        _ => lattices.Value.Best().Select(match => (match.Size, OfKind(match.Kind)[0], (double?)match.Fit)),
    };

    /// <summary>Where an image deviates for a target that was found in it.</summary>
    public ChangeMap Map(PixelImage<byte> image, Residual found)
    {
        using var grey = new GreyPlane(image);
        return new ChangeMap(scalers.ResidualOf(found.Scaler, image.Size, found.Size).Measure(grey), image.Size, found.Size);
    }

    private static Residual Measure(GreyPlane grey, OperatorResidual residual, ScalerProfile scaler, double certainty)
    {
        ResidualBlocks blocks = residual.Measure(grey);
        return new Residual(residual.Size, scaler, blocks.Overall, blocks.Worst) { Certainty = certainty };
    }
}

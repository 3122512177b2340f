namespace Downright.Detection;

/// <summary>
/// The operator residual (docs/methods/operator-residual.md): what the scaler sees against what the pixels around say.
/// Without a size or a scaler it is searched for; the score says which fits best.
/// </summary>
internal abstract class ResidualMethod(string name, double half) : DetectionMethod(name)
{
    public sealed override bool NeedsSize => false;

    public sealed override bool NeedsScaler => false;

    public sealed override bool NeedsColours(DetectionTarget target) => target is { Size: not null, Scaler: not null };

    internal sealed override DetectionTarget Relevant(DetectionTarget target) => target;

    private protected sealed override Measurement Measure(Examination examination)
    {
        var (found, reason) = examination.Residual;
        return found is null ? Measurement.None(reason!) : Measurement.Growing(ValueOf(found), half) with { Found = new DetectionTarget(found.Size, found.Scaler) };
    }

    private protected abstract double ValueOf(Residual residual);
}

/// <summary>The residual of the whole image: another image, hidden everywhere.</summary>
internal sealed class OverallResidual() : ResidualMethod("operator-residual", half: 0.3)
{
    private protected override double ValueOf(Residual residual) => residual.Overall;
}

/// <summary>The residual of the worst places: another image, or a patch, hidden in a part.</summary>
internal sealed class LocalResidual() : ResidualMethod("operator-residual-local", half: 0.5)
{
    private protected override double ValueOf(Residual residual) => residual.Worst;
}

/// <summary>Both together; the recommended method.</summary>
internal sealed class Ensemble() : ResidualMethod(EnsembleName, half: 1)
{
    public const string EnsembleName = "ensemble";

    private protected override double ValueOf(Residual residual) => residual.Combined;
}

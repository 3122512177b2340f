namespace Downright.Detection;

/// <summary>What the operator residual found for one target.</summary>
/// <param name="Size">The target size.</param>
/// <param name="Scaler">The scaler.</param>
/// <param name="Overall">The residual of the whole image relative to its scale.</param>
/// <param name="Worst">The same of the worst places.</param>
internal sealed record Residual(ImageSize Size, ScalerProfile Scaler, double Overall, double Worst)
{
    /// <summary>What hardly any benign photo reaches: fixed, so that scores mean the same everywhere; thresholds are calibrated.</summary>
    private const double UsualOverall = 0.23, UsualColour = 0.28, UsualWorst = 0.5;

    /// <summary>How surely the image has this target's lattice of samples, 0–1.</summary>
    public double Certainty { get; init; } = 1;

    /// <summary>The residual of colour differences, where size and scaler are known and the grey ones show nothing; else 0.</summary>
    public double Colour { get; init; }

    /// <summary>The largest of all, each relative to what hardly any benign photo reaches, as far as the lattice is sure.</summary>
    public double Combined => Certainty * Math.Max(Math.Max(Overall / UsualOverall, Colour / UsualColour), Worst / UsualWorst);
}

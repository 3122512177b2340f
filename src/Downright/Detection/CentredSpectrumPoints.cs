namespace Downright.Detection;

/// <summary>
/// Centred spectrum points (Kim et al. 2021, "Decamouflage"; docs/methods/spectrum.md): how many bright spots the spectrum
/// has, counted as the contours of what is brighter than 250. The published form sends the spectrum through an 8-bit JPEG
/// file first, whose blocks depend on the encoder; here it is rounded to 8 bits only.
/// </summary>
internal abstract class SpectrumPoints(string name) : DetectionMethod(name)
{
    private const int Bright = 250;

    public sealed override bool NeedsSize => false;

    public sealed override bool NeedsScaler => false;

    private protected sealed override Measurement Measure(Examination examination) =>
        LogSpectrum.Blocking(examination.Image.Size) is { } reason ? Measurement.None(reason) : Measure(Count(examination.LumaSpectrum));

    private protected abstract Measurement Measure(int points);

    private static int Count(LogSpectrum spectrum)
    {
        ImageSize size = spectrum.Size;
        var bright = new bool[spectrum.Values.Length];
        for (int i = 0; i < bright.Length; i++) bright[i] = Math.Round(spectrum.Values[i]) > Bright;
        return Contours.Count(SpotMask.Blurred(SpotMask.Median(bright, size), size), size);
    }
}

/// <summary>Centred spectrum points as published: whether there is more than one.</summary>
internal sealed class CentredSpectrumPoints() : SpectrumPoints("csp")
{
    private protected override Measurement Measure(int points) => Measurement.Share(points > 1 ? 1 : 0);
}

/// <summary>The improved count of Quiring et al. 2023: the number itself.</summary>
internal sealed class ImprovedSpectrumPoints() : SpectrumPoints("csp-improved")
{
    private protected override Measurement Measure(int points) => Measurement.Growing(points, half: 1);
}

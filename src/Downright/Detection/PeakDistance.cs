namespace Downright.Detection;

/// <summary>
/// Peak distance (Quiring et al. 2023; docs/methods/spectrum.md): how far, in frequency bins, the highest maximum around
/// each multiple of the target size lies from that multiple, on average. Attack images have it exactly there.
/// </summary>
internal sealed class PeakDistance() : DetectionMethod("peak-distance")
{
    /// <summary>The distance that scores ½.</summary>
    private const double Half = 10;

    public override bool NeedsScaler => false;

    private protected override Measurement Measure(Examination examination)
    {
        if (TargetSizes.BlockingPeaks(examination.Image.Size, examination.Size) is { } reason) return Measurement.None(reason);
        double[] distances = [.. ExpectedPeaks.Of(examination.Image.Size, examination.Size)
            .Select(peak => Distance(examination.MeanSpectrum, peak, examination.Size)).OfType<double>()];
        return distances is [] ? Measurement.None("the spectrum has no maximum around any peak") : Measurement.Falling(distances.Average(), Half);
    }

    /// <summary>The distance between a peak and the highest maximum of the target-sized excerpt around it; null where it has none.</summary>
    private static double? Distance(LogSpectrum spectrum, (int X, int Y) peak, ImageSize target)
    {
        int halfWidth = target.Width / 2, halfHeight = target.Height / 2;
        int left = peak.X - halfWidth, top = peak.Y - halfHeight;

        // As published: the half of an odd width is not rounded, that of an odd height is.
        double expectedX = left < 0 ? left + halfWidth : target.Width / 2.0;
        double expectedY = top < 0 ? top + halfHeight : halfHeight;
        int fromX = Math.Max(left, 0), fromY = Math.Max(top, 0);
        int toX = Math.Min(peak.X + halfWidth, spectrum.Size.Width), toY = Math.Min(peak.Y + halfHeight, spectrum.Size.Height);
        return Highest(spectrum, fromX, fromY, toX, toY) is var (x, y)
            ? Math.Sqrt(Math.Pow(x - fromX - expectedX, 2) + Math.Pow(y - fromY - expectedY, 2))
            : null;
    }

    private static (int X, int Y)? Highest(LogSpectrum spectrum, int fromX, int fromY, int toX, int toY)
    {
        double least = double.PositiveInfinity, highest = double.NegativeInfinity;
        for (int y = fromY; y < toY; y++)
            for (int x = fromX; x < toX; x++) least = Math.Min(least, spectrum[x, y]);

        (int, int)? found = null;
        for (int y = fromY + 1; y < toY - 1; y++)
        {
            for (int x = fromX + 1; x < toX - 1; x++)
            {
                double value = spectrum[x, y];
                if (value <= highest || value <= least || !IsMaximum(spectrum, x, y)) continue;
                highest = value;
                found = (x, y);
            }
        }

        return found;
    }

    private static bool IsMaximum(LogSpectrum spectrum, int x, int y)
    {
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                if (spectrum[x + dx, y + dy] > spectrum[x, y]) return false;
        return true;
    }
}

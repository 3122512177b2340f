namespace Downright.Detection;

/// <summary>
/// Peak spectrum (Quiring et al. 2023, "On the detection of image-scaling attacks in machine learning";
/// docs/methods/spectrum.md): how high the spectrum stands around the multiples of the target size, as a percentile of
/// the whole spectrum.
/// </summary>
internal sealed class PeakSpectrum() : DetectionMethod("peak-spectrum")
{
    private const int Radius = 5;

    public override bool NeedsScaler => false;

    private protected override Measurement Measure(Examination examination)
    {
        if (TargetSizes.BlockingPeaks(examination.Image.Size, examination.Size) is { } reason) return Measurement.None(reason);
        LogSpectrum spectrum = examination.MeanSpectrum;
        double sum = 0;
        long count = 0;
        bool[] mask = Mask(spectrum, examination.Size);
        ReadOnlySpan<double> values = spectrum.Values;
        for (int i = 0; i < mask.Length; i++)
        {
            if (!mask[i]) continue;
            sum += values[i];
            count++;
        }

        if (count == 0) return Measurement.None("every peak lies in the middle of the spectrum, which belongs to the image itself");
        double mean = sum / count, below = 0;
        foreach (double value in values) below += value < mean ? 1 : value == mean ? 0.5 : 0;
        return Measurement.Share(100 * below / values.Length, 100);
    }

    /// <summary>The squares around the peaks, without the middle.</summary>
    private static bool[] Mask(LogSpectrum spectrum, ImageSize target)
    {
        ImageSize size = spectrum.Size;
        var mask = new bool[spectrum.Values.Length];
        foreach (var (x, y) in ExpectedPeaks.Of(size, target)) Fill(x - Radius, y - Radius, x + Radius, y + Radius, value: true);
        int halfWidth = target.Width / 2, halfHeight = target.Height / 2;
        Fill(spectrum.CentreX - halfWidth, spectrum.CentreY - halfHeight, spectrum.CentreX + halfWidth, spectrum.CentreY + halfHeight, value: false);
        return mask;

        void Fill(int left, int top, int right, int bottom, bool value)
        {
            for (int y = Math.Max(top, 0); y < Math.Min(bottom, size.Height); y++)
                for (int x = Math.Max(left, 0); x < Math.Min(right, size.Width); x++) mask[(y * size.Width) + x] = value;
        }
    }
}

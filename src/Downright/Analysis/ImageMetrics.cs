namespace Downright.Analysis;

/// <summary>
/// How far two images of the same size and pixel format lie apart, in grey levels (0–255) over all samples, alpha
/// included.
/// </summary>
public static class ImageMetrics
{
    /// <summary>The shortest side that <see cref="Ssim"/> takes, in pixels.</summary>
    internal const int SsimWindow = StructuralSimilarity.Window;

    /// <summary>The mean squared difference of the samples, 0–65025; exact up to the division.</summary>
    /// <exception cref="ArgumentException">The images differ in size or pixel format.</exception>
    public static double MeanSquaredError(PixelImage<byte> a, PixelImage<byte> b)
    {
        ThrowIfUnlike(a, b);
        long sum = 0;
        for (int y = 0; y < a.Height; y++)
        {
            ReadOnlySpan<byte> rowA = a.Row(y), rowB = b.Row(y);
            for (int i = 0; i < rowA.Length; i++)
            {
                int difference = rowA[i] - rowB[i];
                sum += difference * difference;
            }
        }

        return (double)sum / Samples(a);
    }

    /// <summary>Peak signal-to-noise ratio, 10·log₁₀(255² / mean squared error) in dB; infinite for equal images.</summary>
    /// <exception cref="ArgumentException">The images differ in size or pixel format.</exception>
    public static double Psnr(PixelImage<byte> a, PixelImage<byte> b) =>
        10 * Math.Log10(255.0 * 255.0 / MeanSquaredError(a, b));

    /// <summary>
    /// Structural similarity, at most 1 and 1 for equal images (Wang et al. 2004, "Image quality assessment: from error
    /// visibility to structural similarity"): a Gaussian of σ 1.5 over 11×11 samples, K₁ = 0.01, K₂ = 0.03, sample
    /// covariances, the mean over channels and over the pixels whose window lies inside the image.
    /// </summary>
    /// <exception cref="ArgumentException">The images differ in size or pixel format, or a side is shorter than 11 pixels.</exception>
    public static double Ssim(PixelImage<byte> a, PixelImage<byte> b)
    {
        ThrowIfUnlike(a, b);
        return StructuralSimilarity.Mean(a, b);
    }

    /// <summary>The largest difference of two samples, 0–255.</summary>
    /// <exception cref="ArgumentException">The images differ in size or pixel format.</exception>
    public static int LargestDifference(PixelImage<byte> a, PixelImage<byte> b)
    {
        ThrowIfUnlike(a, b);
        int largest = 0;
        for (int y = 0; y < a.Height; y++)
        {
            ReadOnlySpan<byte> rowA = a.Row(y), rowB = b.Row(y);
            for (int i = 0; i < rowA.Length; i++) largest = Math.Max(largest, Math.Abs(rowA[i] - rowB[i]));
        }

        return largest;
    }

    /// <summary>The number of samples that differ.</summary>
    /// <exception cref="ArgumentException">The images differ in size or pixel format.</exception>
    public static long ChangedSamples(PixelImage<byte> a, PixelImage<byte> b) => Changed(a, b, 1);

    /// <summary>The number of pixels that differ in at least one channel.</summary>
    /// <exception cref="ArgumentException">The images differ in size or pixel format.</exception>
    public static long ChangedPixels(PixelImage<byte> a, PixelImage<byte> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        return Changed(a, b, a.Channels);
    }

    private static long Changed(PixelImage<byte> a, PixelImage<byte> b, int group)
    {
        ThrowIfUnlike(a, b);
        long changed = 0;
        for (int y = 0; y < a.Height; y++)
        {
            ReadOnlySpan<byte> rowA = a.Row(y), rowB = b.Row(y);
            for (int i = 0; i < rowA.Length; i += group)
                if (!rowA.Slice(i, group).SequenceEqual(rowB.Slice(i, group))) changed++;
        }

        return changed;
    }

    private static long Samples(PixelImage<byte> image) => image.Size.Pixels * image.Channels;

    private static void ThrowIfUnlike(PixelImage<byte> a, PixelImage<byte> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Size != b.Size || a.Format != b.Format)
            throw new ArgumentException($"The images must have the same size and pixel format, but are {a} and {b}.", nameof(b));
    }
}

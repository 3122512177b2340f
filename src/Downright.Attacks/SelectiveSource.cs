using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// Picks, for a target image, the source image that needs to change least (Quiring et al. 2020, section 5.3.3;
/// docs/methods/area-attacks.md): the one whose area-scaled version is nearest to the target image.
/// </summary>
public static class SelectiveSource
{
    private static readonly ScalerProfile Area = new(ScalerLibrary.Downright, ScalerAlgorithm.Area);

    /// <summary>The mean absolute difference, in grey levels, between an area-scaled source image and a target image.</summary>
    /// <param name="source">The source image, of the target image's format.</param>
    /// <param name="target">The target image.</param>
    /// <exception cref="ArgumentException">The images have different pixel formats.</exception>
    public static double Distance(PixelImage<byte> source, PixelImage<byte> target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Format != target.Format)
            throw new ArgumentException($"Source and target image have one pixel format, not {source.Format} and {target.Format}.", nameof(source));
        PixelImage<byte> scaled = new ProfileScaler(Area).Scale(source, target.Size);
        long sum = 0;
        for (int y = 0; y < target.Height; y++)
        {
            ReadOnlySpan<byte> a = scaled.Row(y), b = target.Row(y);
            for (int i = 0; i < a.Length; i++) sum += Math.Abs(a[i] - b[i]);
        }

        return (double)sum / (target.Size.Pixels * target.Channels);
    }

    /// <summary>The index of the nearest source image; the first of several. Images are taken one at a time.</summary>
    /// <param name="sources">The source images, at least one.</param>
    /// <param name="target">The target image.</param>
    /// <exception cref="ArgumentException">There is none, or one has another pixel format.</exception>
    public static int Nearest(IEnumerable<PixelImage<byte>> sources, PixelImage<byte> target)
    {
        ArgumentNullException.ThrowIfNull(sources);
        double least = double.PositiveInfinity;
        int nearest = -1, index = 0;
        foreach (PixelImage<byte> source in sources)
        {
            double distance = Distance(source, target);
            if (distance < least) (least, nearest) = (distance, index);
            index++;
        }

        return nearest >= 0 ? nearest : throw new ArgumentException("There is no source image to choose from.", nameof(sources));
    }
}

namespace Downright.Detection;

/// <summary>Whether an image shrinks on its way to the target size at all: attacks hide nothing where it does not.</summary>
internal static class TargetSizes
{
    /// <summary>Why there is nothing to score, or null.</summary>
    public static string? Blocking(ImageSize source, ImageSize target)
    {
        if (source == target) return $"the image has the target size {target} already";
        return target.Width > source.Width || target.Height > source.Height ? $"the image of {source} does not shrink to {target} on both axes" : null;
    }

    /// <summary>Why frequencies have nothing to show, or null: the first multiple of the target size lies outside the spectrum.</summary>
    public static string? BlockingPeaks(ImageSize source, ImageSize target)
    {
        if ((Blocking(source, target) ?? LogSpectrum.Blocking(source)) is { } reason) return reason;
        return source.Width <= 2L * target.Width && source.Height <= 2L * target.Height
            ? $"from {source} to {target} the scaling ratio is at most 2, and no peak lies inside the spectrum"
            : null;
    }
}

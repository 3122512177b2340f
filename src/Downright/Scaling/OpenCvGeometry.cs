namespace Downright.Scaling;

/// <summary>What OpenCV decides from the sizes alone, in its own double arithmetic.</summary>
internal static class OpenCvGeometry
{
    /// <summary>Source samples an output. For a whole ratio it may miss the whole number by a bit, as OpenCV's does.</summary>
    public static double Ratio(int source, int target) => 1.0 / ((double)target / source);

    /// <summary>Whether OpenCV sees a whole ratio on both axes, and so averages blocks in integers.</summary>
    public static bool IsWhole(ImageSize source, ImageSize target) =>
        IsWhole(Ratio(source.Width, target.Width)) && IsWhole(Ratio(source.Height, target.Height));

    /// <summary>Whether no axis grows: only then is INTER_AREA an average.</summary>
    public static bool Shrinks(ImageSize source, ImageSize target) =>
        target.Width <= source.Width && target.Height <= source.Height;

    /// <summary>Whether both axes are halved, where INTER_LINEAR averages 2×2 blocks as INTER_AREA does.</summary>
    public static bool IsHalf(ImageSize source, ImageSize target) =>
        source.Width == 2 * target.Width && source.Height == 2 * target.Height;

    private static bool IsWhole(double ratio)
    {
        const double Epsilon = 2.2204460492503131e-16;
        return Math.Abs(ratio - Math.Round(ratio)) < Epsilon;
    }
}

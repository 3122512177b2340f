namespace Downright.Detection;

/// <summary>Where a scaling attack shows in a spectrum (Quiring et al. 2023): at the multiples of the target size around its middle.</summary>
internal static class ExpectedPeaks
{
    /// <summary>A multiple exactly at the border has no other side.</summary>
    private const double Border = 0.001;

    /// <summary>The peaks' columns and rows.</summary>
    /// <param name="source">The image's size, which is the spectrum's.</param>
    /// <param name="target">The target size.</param>
    public static IEnumerable<(int X, int Y)> Of(ImageSize source, ImageSize target)
    {
        int rows = Count(source.Height, target.Height), columns = Count(source.Width, target.Width);
        for (int a = -rows; a <= rows; a++)
        {
            for (int b = -columns; b <= columns; b++)
                if (a != 0 || b != 0) yield return ((source.Width / 2) + (b * target.Width), (source.Height / 2) + (a * target.Height));
        }

        static int Count(int source, int target) => (int)(((double)source / target / 2) - Border);
    }
}

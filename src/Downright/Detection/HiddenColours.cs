using System.Buffers;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>
/// Colours under transparent pixels: a person sees the background there, a pipeline that leaves alpha out sees them
/// (docs/methods/hidden-colours.md). Fixed limits, not calibrated ones, say what is worth a word; no verdict rests on it.
/// </summary>
public static class HiddenColours
{
    /// <summary>The name of the score.</summary>
    public const string Name = "hidden-colours";

    /// <summary>So many grey levels are half of what can be hidden: black beside white.</summary>
    private const double HalfRange = 127.5;

    /// <summary>Less than this share of an image holds no image that a model could read.</summary>
    private const double LeastShare = 0.01;

    /// <summary>Hidden colours that vary less, in grey levels, are a background, or what compression left of it.</summary>
    private const double LeastSpread = 8;

    /// <summary>Measures how much the colours vary that transparency hides, weighted by how well it hides them.</summary>
    /// <param name="image">An image with alpha that does not scale its colours.</param>
    /// <returns>
    /// The score: their standard deviation in grey levels (the raw value, 0–127.5) relative to 127.5, with a fixed threshold
    /// and the reason in words; null where the image has no alpha, or hides next to nothing.
    /// </returns>
    public static MethodScore? Of(PixelImage<byte> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!image.Format.HasAlpha() || image.Format.IsPremultiplied()) return null;

        byte[] rented = ArrayPool<byte>.Shared.Rent(image.Width);
        Span<byte> grey = rented.AsSpan(0, image.Width);
        long weights = 0, sum = 0, squares = 0;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            GreyRow.Convert(row, image.Format, grey);
            for (int x = 0; x < grey.Length; x++)
            {
                int hidden = 255 - row[(4 * x) + 3];
                weights += hidden;
                sum += hidden * grey[x];
                squares += (long)hidden * grey[x] * grey[x];
            }
        }

        ArrayPool<byte>.Shared.Return(rented);
        double share = weights / (255.0 * image.Size.Pixels);
        if (share < LeastShare) return null;
        double mean = (double)sum / weights, spread = Math.Sqrt(Math.Max(((double)squares / weights) - (mean * mean), 0));
        if (spread < LeastSpread) return null;
        return new MethodScore
        {
            Name = Name,
            Score = spread / HalfRange,
            RawValue = spread,
            Threshold = LeastSpread / HalfRange,
            Reason = FormattableString.Invariant($"under transparency ({100 * share:0} % of the image) lie colours that vary by {spread:0} grey levels; a pipeline that leaves alpha out sees them"),
        };
    }
}

using Downright.Analysis;

namespace Downright.Detection;

/// <summary>Similarities of two images as scores: the less alike, the more suspicious.</summary>
internal static class Similarities
{
    /// <summary>Of each scale, the value that scores ½: typical of where benign and attack images meet.</summary>
    private const double HalfPsnr = 20, HalfInverseError = 1e-3;

    public static Measurement Psnr(PixelImage<byte> a, PixelImage<byte> b) => Measurement.Falling(ImageMetrics.Psnr(a, b), HalfPsnr);

    public static Measurement InverseError(PixelImage<byte> a, PixelImage<byte> b) => Measurement.Falling(1 / ImageMetrics.MeanSquaredError(a, b), HalfInverseError);

    public static Measurement Structural(PixelImage<byte> a, PixelImage<byte> b) =>
        a.Width < ImageMetrics.SsimWindow || a.Height < ImageMetrics.SsimWindow
            ? Measurement.None($"structural similarity takes windows of {ImageMetrics.SsimWindow} pixels, which do not fit into {a.Size}")
            : Measurement.Similarity(ImageMetrics.Ssim(a, b), least: -1);
}

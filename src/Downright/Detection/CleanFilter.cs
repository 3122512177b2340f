using Downright.Prevention;

namespace Downright.Detection;

/// <summary>
/// Clean filter (Quiring et al. 2023; docs/methods/filters.md): the image is compared with itself after a selective filter
/// with bandwidth factor 1 has replaced the pixels that the scaler considers. The random filter draws with a fixed seed of
/// ours, so that scores repeat; the published one draws otherwise.
/// </summary>
/// <param name="filter">The selective filter.</param>
/// <param name="metric">psnr or ssim.</param>
/// <param name="compare">The comparison.</param>
internal abstract class CleanFilter(PreventionMethod filter, string metric, Func<PixelImage<byte>, PixelImage<byte>, Measurement> compare)
    : DetectionMethod($"clean-{(filter == PreventionMethod.Median ? "median" : "random")}-{metric}")
{
    private protected sealed override Measurement Measure(Examination examination) =>
        TargetSizes.Blocking(examination.Image.Size, examination.Size) is { } reason ? Measurement.None(reason) : compare(examination.Image, examination.Cleaned(filter));
}

/// <summary>Selective median filter, compared by PSNR.</summary>
internal sealed class CleanMedianPsnr() : CleanFilter(PreventionMethod.Median, "psnr", Similarities.Psnr);

/// <summary>Selective median filter, compared by structural similarity.</summary>
internal sealed class CleanMedianSsim() : CleanFilter(PreventionMethod.Median, "ssim", Similarities.Structural);

/// <summary>Selective random filter, compared by PSNR.</summary>
internal sealed class CleanRandomPsnr() : CleanFilter(PreventionMethod.Random, "psnr", Similarities.Psnr);

/// <summary>Selective random filter, compared by structural similarity.</summary>
internal sealed class CleanRandomSsim() : CleanFilter(PreventionMethod.Random, "ssim", Similarities.Structural);

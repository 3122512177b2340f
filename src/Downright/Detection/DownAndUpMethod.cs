namespace Downright.Detection;

/// <summary>
/// Down-and-up (Xiao et al. 2019; Kim et al. 2021, "Decamouflage"; docs/methods/down-and-up.md): the image is compared with
/// what is left of it after scaling down and back up. Attack images show their target there.
/// </summary>
internal abstract class DownAndUpMethod(string metric) : DetectionMethod($"down-and-up-{metric}")
{
    private protected sealed override Measurement Measure(Examination examination) =>
        TargetSizes.Blocking(examination.Image.Size, examination.Size) is { } reason ? Measurement.None(reason) : Compare(examination.Image, examination.RoundTrip);

    private protected abstract Measurement Compare(PixelImage<byte> image, PixelImage<byte> roundTrip);
}

/// <summary>Down-and-up, compared by mean squared error; the raw value is its inverse, as published.</summary>
internal sealed class DownAndUpMse() : DownAndUpMethod("mse")
{
    private protected override Measurement Compare(PixelImage<byte> image, PixelImage<byte> roundTrip) => Similarities.InverseError(image, roundTrip);
}

/// <summary>Down-and-up, compared by PSNR; the raw value is in dB.</summary>
internal sealed class DownAndUpPsnr() : DownAndUpMethod("psnr")
{
    private protected override Measurement Compare(PixelImage<byte> image, PixelImage<byte> roundTrip) => Similarities.Psnr(image, roundTrip);
}

/// <summary>Down-and-up, compared by structural similarity.</summary>
internal sealed class DownAndUpSsim() : DownAndUpMethod("ssim")
{
    private protected override Measurement Compare(PixelImage<byte> image, PixelImage<byte> roundTrip) => Similarities.Structural(image, roundTrip);
}

/// <summary>Down-and-up, compared by the grey levels' histograms (Quiring and Rieck 2020).</summary>
internal sealed class DownAndUpHistogram() : DownAndUpMethod("histogram")
{
    private protected override Measurement Compare(PixelImage<byte> image, PixelImage<byte> roundTrip) => Measurement.Similarity(
        GreyLevelStatistics.Cosine(GreyLevelStatistics.Histogram(GreyValues.Luma(image)), GreyLevelStatistics.Histogram(GreyValues.Luma(roundTrip))), least: 0);
}

/// <summary>Down-and-up, compared by how far from the middle each grey level lies (Quiring and Rieck 2020).</summary>
internal sealed class DownAndUpScattering() : DownAndUpMethod("scattering")
{
    private protected override Measurement Compare(PixelImage<byte> image, PixelImage<byte> roundTrip) => Measurement.Similarity(
        GreyLevelStatistics.Cosine(GreyLevelStatistics.Scattering(GreyValues.Luma(image), image.Size), GreyLevelStatistics.Scattering(GreyValues.Luma(roundTrip), image.Size)), least: 0);
}

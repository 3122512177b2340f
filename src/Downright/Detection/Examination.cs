using Downright.Analysis;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>An image under examination for one target: what several methods need is made once, when it is first asked for.</summary>
/// <param name="image">The image.</param>
/// <param name="target">What it is feared to attack.</param>
/// <param name="cache">What is kept between images.</param>
/// <param name="cancellation">Stops the examination.</param>
internal sealed class Examination(PixelImage<byte> image, DetectionTarget target, DetectionCache cache, CancellationToken cancellation)
{
    private (Residual? Found, string? Reason)? _residual;
    private LogSpectrum? _meanSpectrum;
    private LogSpectrum? _lumaSpectrum;
    private SelectiveFilter? _medianFilter;
    private PixelImage<byte>? _medianCleaned;
    private PixelImage<byte>? _randomCleaned;
    private PixelImage<byte>? _scaled;
    private PixelImage<byte>? _roundTrip;

    public PixelImage<byte> Image => image;

    public DetectionTarget Target => target;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The target size, which the method that asks needs.</summary>
    public ImageSize Size => target.Size!.Value;

    /// <summary>The target's scaler, which the method that asks needs.</summary>
    public ScalerProfile Scaler => target.Scaler!;

    /// <summary>The image as the model sees it.</summary>
    public PixelImage<byte> Scaled => _scaled ??= ScalerTo(image.Size, Size).Scale(image, Size);

    /// <summary>The image as the model sees it, scaled back to its own size by the same scaler.</summary>
    public PixelImage<byte> RoundTrip => _roundTrip ??= ScalerTo(Size, image.Size).Scale(Scaled, image.Size);

    /// <summary>The operator residual of the most suspicious target, or the reason why there is none.</summary>
    public (Residual? Found, string? Reason) Residual => _residual ??= cache.Residuals.Run(image, target, cancellation);

    /// <summary>The spectrum of the mean of the channels.</summary>
    public LogSpectrum MeanSpectrum => _meanSpectrum ??= LogSpectrum.Of(GreyValues.Mean(image), image.Size);

    /// <summary>The spectrum of the image's luma.</summary>
    public LogSpectrum LumaSpectrum => _lumaSpectrum ??= LogSpectrum.Of(GreyValues.Luma(image), image.Size);

    /// <summary>The selective median filter as published.</summary>
    public SelectiveFilter MedianFilter => _medianFilter ??= FilterOf(PreventionMethod.Median);

    /// <summary>The image scaled after the selective median filter.</summary>
    public PixelImage<byte> CleanedScaled => ScalerTo(image.Size, Size).Scale(Cleaned(PreventionMethod.Median), Size);

    /// <summary>The image after a selective filter, in its own size.</summary>
    public PixelImage<byte> Cleaned(PreventionMethod method)
    {
        if (method == PreventionMethod.Random) return _randomCleaned ??= FilterOf(method).Clean(image, cancellation).Image;
        return _medianCleaned ??= MedianFilter.Clean(image, cancellation).Image;
    }

    private SelectiveFilter FilterOf(PreventionMethod method) => SelectiveFilter.Compile(
        ScalerTo(image.Size, Size).OperatorFor(image.Size, Size),
        new PreventionOptions { Method = method, Considered = ConsideredMode.Reference, Seed = 0 });

    private ProfileScaler ScalerTo(ImageSize from, ImageSize to) => cache.Scalers.Get(Scaler, from, to);
}

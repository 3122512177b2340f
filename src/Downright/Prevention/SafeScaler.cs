using Downright.Scaling;

namespace Downright.Prevention;

/// <summary>
/// Scales images so that what comes out shows what people see in the source: area scaling, or the scaler of a profile
/// behind a selective filter (Quiring et al. 2020, defences 1 and 2). What it compiles is kept for up to sixteen pairs of
/// sizes, as long as it takes no more than 64 MB beside the newest. It may be used from many threads.
/// </summary>
public sealed class SafeScaler : IScaler
{
    private const int FiltersKept = 16;
    private const long MostKeptBytes = 1 << 26;

    private readonly ProfileScaler _scaler;
    private readonly RecentSizes<SelectiveFilter> _filters = new(FiltersKept, filter => filter.KeptBytes, MostKeptBytes);

    /// <summary>Creates a safe scaler.</summary>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    public SafeScaler(PreventionOptions? options = null)
    {
        Options = options ?? new PreventionOptions();
        _scaler = new ProfileScaler(Options.Method == PreventionMethod.Area
            ? new ScalerProfile(ScalerLibrary.Downright, ScalerAlgorithm.Area)
            : Options.Scaler);
    }

    /// <summary>Scaler, method and details.</summary>
    public PreventionOptions Options { get; }

    /// <summary>The scaler's name, with the method where a filter stands before it: <c>opencv:linear behind Median</c>.</summary>
    public string Name => IsSelective ? $"{_scaler.Name} behind {Options.Method}" : _scaler.Name;

    private bool IsSelective => Options.Method is PreventionMethod.Median or PreventionMethod.Random or PreventionMethod.Mean;

    /// <summary>Scales an image safely.</summary>
    /// <param name="image">The source image, of any size and pixel format.</param>
    /// <param name="size">The target size, width × height.</param>
    /// <param name="cancellation">Stops between rows of the cleaning.</param>
    /// <returns>The scaled image and what was done to it; exactly the scaler's result for <see cref="Clean"/>'s image, given the same seed.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreventionResult Resize(PixelImage<byte> image, ImageSize size, CancellationToken cancellation = default)
    {
        ThrowIfUnusable(image, size);
        cancellation.ThrowIfCancellationRequested();
        return Resize(image, size, GC.AllocateUninitializedArray<byte>(size.Samples(image.Channels)), cancellation);
    }

    /// <summary>Scales an image safely into memory of the caller's: a stream of images of one size allocates next to nothing.</summary>
    /// <param name="image">The source image, of any size and pixel format.</param>
    /// <param name="size">The target size, width × height.</param>
    /// <param name="output">Height × width × channels samples, row by row without padding; no part of the source's memory.</param>
    /// <param name="cancellation">Stops between rows of the cleaning; the output is undefined then.</param>
    /// <returns>The scaled image, in the output, and what was done to it.</returns>
    /// <exception cref="ArgumentException">The output has another length.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreventionResult Resize(PixelImage<byte> image, ImageSize size, Memory<byte> output, CancellationToken cancellation = default)
    {
        ThrowIfUnusable(image, size);
        cancellation.ThrowIfCancellationRequested();
        if (IsSelective) return FilterFor(image.Size, size).Resize(image, _scaler, output, cancellation);
        _scaler.Scale(image, size, output);
        return Unfiltered(new PixelImage<byte>(output, size, image.Format), image.Size, size);
    }

    /// <summary>Replaces the pixels that the scaler would look at, and leaves the size and all other pixels as they are.</summary>
    /// <param name="image">The source image, of any size and pixel format.</param>
    /// <param name="size">The target size, width × height, that the image will be scaled to.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The full-size image; a plain copy for <see cref="PreventionMethod.None"/>.</returns>
    /// <exception cref="ArgumentException">The method is <see cref="PreventionMethod.Area"/>, which is a scaler and cleans nothing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreventionResult Clean(PixelImage<byte> image, ImageSize size, CancellationToken cancellation = default)
    {
        ThrowIfUnusable(image, size);
        cancellation.ThrowIfCancellationRequested();
        if (Options.Method == PreventionMethod.Area)
            throw new ArgumentException("Area scaling replaces the scaler and has no image to clean; Mean, Median and Random have.");
        return IsSelective
            ? FilterFor(image.Size, size).Clean(image, cancellation)
            : Unfiltered(new PixelImage<byte>(image.ToArray(), image.Size, image.Format), image.Size, size);
    }

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size) => Resize(image, size).Image;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static void ThrowIfUnusable(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (size == default) throw new ArgumentException("The target size has sides of 0; both must be at least 1.", nameof(size));
    }

    private PreventionResult Unfiltered(PixelImage<byte> result, ImageSize source, ImageSize size) => new()
    {
        Image = result,
        Scaler = _scaler.Name,
        Method = Options.Method,
        SourceSize = source,
        Size = size,
    };

    private SelectiveFilter FilterFor(ImageSize source, ImageSize target) =>
        _filters.Get(source, target, this, static (safe, source, target) => SelectiveFilter.Compile(safe._scaler.OperatorFor(source, target), safe.Options));
}

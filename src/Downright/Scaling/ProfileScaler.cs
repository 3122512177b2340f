namespace Downright.Scaling;

/// <summary>
/// Scales images as a profile's library does. It keeps what it compiled for the last sixteen pairs of sizes, so that a stream
/// of images of few sizes pays once for each; any number of threads may share one.
/// </summary>
/// <param name="profile">What the library computes.</param>
public sealed class ProfileScaler(ScalerProfile profile) : IScaler
{
    private const int SizesKept = 16;

    private readonly RecentSizes<ScalingOperator> _operators = new(SizesKept);
    private readonly RecentSizes<CompiledScaler> _scalers = new(SizesKept);

    /// <summary>What the library computes.</summary>
    public ScalerProfile Profile { get; } = profile ?? throw new ArgumentNullException(nameof(profile));

    /// <inheritdoc/>
    public string Name => Profile.Name;

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] output = GC.AllocateUninitializedArray<byte>(size.Samples(image.Channels));
        Scale(image, size, output);
        return new PixelImage<byte>(output, size, image.Format);
    }

    /// <summary>Scales an image into memory of the caller's: a stream of small images of one size allocates nothing.</summary>
    /// <param name="image">The source image, of any size and pixel format.</param>
    /// <param name="size">The target size, width × height.</param>
    /// <param name="output">Height × width × channels samples, row by row without padding; no part of the source's memory.</param>
    /// <exception cref="ArgumentException">The output has another length.</exception>
    public void Scale(PixelImage<byte> image, ImageSize size, Memory<byte> output)
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfLengthDiffers(output, size, image.Channels);
        ScalerFor(image.Size, size).Scale(image, output);
    }

    /// <summary>Scales float samples as the library scales its float images: without rounding and without clipping.</summary>
    /// <param name="image">The source image, of any size and pixel format.</param>
    /// <param name="size">The target size, width × height.</param>
    /// <returns>An image of that size and of the source's pixel format, in memory of its own.</returns>
    public PixelImage<float> Scale(PixelImage<float> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        float[] output = GC.AllocateUninitializedArray<float>(size.Samples(image.Channels));
        Scale(image, size, output);
        return new PixelImage<float>(output, size, image.Format);
    }

    /// <summary>Scales float samples into memory of the caller's.</summary>
    /// <inheritdoc cref="Scale(PixelImage{byte}, ImageSize, Memory{byte})"/>
    public void Scale(PixelImage<float> image, ImageSize size, Memory<float> output)
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfLengthDiffers(output, size, image.Channels);
        ScalerFor(image.Size, size).Scale(image, output);
    }

    /// <summary>The profile's operator for a pair of sizes; those of the last sixteen pairs are kept.</summary>
    public ScalingOperator OperatorFor(ImageSize source, ImageSize target) => _operators.Get(source, target, Profile, ScalingOperator.Compile);

    /// <summary>The scaler for an image of only what is read of a source; null where it has no such form.</summary>
    internal CompactScaler? CompactFor(ImageSize source, ImageSize target) => ScalerFor(source, target).Compact();

    /// <summary>The profile's name.</summary>
    public override string ToString() => Name;

    internal static void ThrowIfLengthDiffers<T>(Memory<T> output, ImageSize size, int channels)
    {
        int samples = size.Samples(channels);
        if (output.Length != samples)
            throw new ArgumentException($"{size} pixels of {channels} channels are {samples} samples, but the output has {output.Length}.", nameof(output));
    }

    private CompiledScaler ScalerFor(ImageSize source, ImageSize target) => _scalers.Get(source, target, Profile, CompiledScaler.Compile);
}

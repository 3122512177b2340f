namespace Downright.Files;

/// <summary>Reads and writes image files with libvips.</summary>
public sealed class VipsImageCodec : IImageCodec
{
    /// <summary>Makes the codec.</summary>
    /// <exception cref="PlatformNotSupportedException">The native library cannot be loaded here.</exception>
    public VipsImageCodec() => VipsLibrary.EnsureReady();

    /// <inheritdoc/>
    public PixelImage<byte> Decode(string path, DecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VipsDecoder.Decode(path, options ?? new DecodeOptions(), cancellationToken);
    }

    /// <inheritdoc/>
    public void Encode(PixelImage<byte> image, string path, EncodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(path);
        VipsEncoder.Encode(image, path, options ?? new EncodeOptions(), cancellationToken);
    }

    /// <inheritdoc/>
    public byte[] EncodePng(PixelImage<byte> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return VipsEncoder.EncodePng(image);
    }
}

namespace Downright.Files;

/// <summary>Reads and writes image files with libvips.</summary>
public sealed class VipsImageCodec : IImageCodec
{
    /// <summary>Makes the codec.</summary>
    /// <exception cref="PlatformNotSupportedException">The native library cannot be loaded here.</exception>
    public VipsImageCodec() => VipsLibrary.EnsureReady();

    /// <summary>The version of libvips, such as <c>8.18.7</c>.</summary>
    /// <exception cref="PlatformNotSupportedException">The native library cannot be loaded here.</exception>
    public static string LibraryVersion
    {
        get
        {
            VipsLibrary.EnsureReady();
            return $"{NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";
        }
    }

    /// <inheritdoc/>
    public PixelImage<byte> Decode(string path, DecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using VipsDecoder file = VipsDecoder.Open(path, options ?? new DecodeOptions());
        return file.Read(cancellationToken);
    }

    /// <inheritdoc/>
    public IOpenedImage Open(byte[] contents, string name, DecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return VipsDecoder.Open(contents, name, options ?? new DecodeOptions());
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

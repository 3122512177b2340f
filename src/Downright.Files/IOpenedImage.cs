namespace Downright.Files;

/// <summary>An image file whose size is known before any of its pixels are decoded.</summary>
public interface IOpenedImage : IDisposable
{
    /// <summary>The size that the image will have, orientation applied.</summary>
    ImageSize Size { get; }

    /// <summary>The format that it will have.</summary>
    PixelFormat Format { get; }

    /// <summary>Decodes the pixels, once, into memory of their own.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageFileException">The file is broken in any part.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    PixelImage<byte> Read(CancellationToken cancellationToken = default);

    /// <summary>Decodes the pixels, once, into memory that is there already.</summary>
    /// <param name="pixels">Width × height × channels bytes at least; the image's own from then on.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>An image over that memory.</returns>
    /// <exception cref="ArgumentException">The memory is too small.</exception>
    /// <exception cref="ImageFileException">The file is broken in any part.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    PixelImage<byte> Read(Memory<byte> pixels, CancellationToken cancellationToken = default);
}

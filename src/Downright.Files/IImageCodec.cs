namespace Downright.Files;

/// <summary>Reads image files into pixels and writes pixels to image files. Every file is taken to be hostile.</summary>
public interface IImageCodec
{
    /// <summary>
    /// Reads a JPEG, PNG, WebP, TIFF or GIF file (the first frame or page). Grey, palette, 16-bit (v / 257, rounded)
    /// and CMYK (R = (255 − C)(255 − K) / 255, rounded) become 8-bit grey or RGB, with alpha where it is kept. Colour
    /// profiles are not applied, since the usual pipelines of models ignore them.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; the defaults if null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>An image of format <see cref="PixelFormat.Gray"/>, <see cref="PixelFormat.Rgb"/> or <see cref="PixelFormat.Rgba"/>, in memory of its own.</returns>
    /// <exception cref="ImageFileException">
    /// The file is missing, unreadable, of another kind, larger than allowed, or broken in any part.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    PixelImage<byte> Decode(string path, DecodeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the header of an image file in memory, of the kinds that <see cref="Decode"/> reads.</summary>
    /// <param name="contents">The file's contents; not to be changed until the image is disposed of.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How it is read; the defaults if null.</param>
    /// <returns>The image, whose pixels are decoded when they are asked for.</returns>
    /// <exception cref="ImageFileException">It is of another kind, larger than allowed, or its header is broken.</exception>
    IOpenedImage Open(byte[] contents, string name, DecodeOptions? options = null);

    /// <summary>
    /// Writes a PNG or JPEG file, by the name's extension: to a temporary file beside it, which then takes the name, so
    /// that no half-written file ever stands there.
    /// </summary>
    /// <param name="image">The image, of any format that is not premultiplied; JPEG holds no alpha.</param>
    /// <param name="path">The file: <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c>.</param>
    /// <param name="options">How it is written; the defaults if null.</param>
    /// <param name="cancellationToken">Stops the writing; no file is left behind.</param>
    /// <exception cref="ImageFileException">The file exists already, cannot be written, or cannot hold the image.</exception>
    /// <exception cref="ArgumentException">The image is premultiplied.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Encode(PixelImage<byte> image, string path, EncodeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Writes a PNG file into memory, as <see cref="Encode"/> does to a file.</summary>
    /// <param name="image">The image, of any format that is not premultiplied.</param>
    /// <returns>The file's bytes.</returns>
    /// <exception cref="ArgumentException">The image is premultiplied.</exception>
    byte[] EncodePng(PixelImage<byte> image);
}

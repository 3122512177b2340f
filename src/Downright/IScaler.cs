namespace Downright;

/// <summary>
/// Something that scales 8-bit images, with the exact bytes of the library that it stands for. Its linear model is a
/// scaling operator; pixels go through the scaler, analysis and attacks through the operator.
/// </summary>
public interface IScaler
{
    /// <summary>The scaler's name, <c>library:algorithm[+option…]</c> where it is one of the known ones.</summary>
    string Name { get; }

    /// <summary>Scales an image.</summary>
    /// <param name="image">The source image, of any size and pixel format.</param>
    /// <param name="size">The target size, width × height.</param>
    /// <returns>An image of that size and of the source's pixel format, in memory of its own.</returns>
    PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size);
}

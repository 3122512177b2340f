namespace Downright;

/// <summary>
/// The order and meaning of the channels of interleaved pixels. It travels with the pixels; only conversions to grey
/// care about the order of the colours, so that the pixels of OpenCV or Skia are used as they are.
/// </summary>
public enum PixelFormat
{
    /// <summary>One channel: grey.</summary>
    Gray,

    /// <summary>Three channels: red, green, blue.</summary>
    Rgb,

    /// <summary>Three channels: blue, green, red.</summary>
    Bgr,

    /// <summary>Four channels: red, green, blue, and alpha that does not scale the colours.</summary>
    Rgba,

    /// <summary>Four channels: blue, green, red, and alpha that does not scale the colours.</summary>
    Bgra,

    /// <summary>Four channels: red, green, blue, alpha; the colours are already multiplied by alpha.</summary>
    RgbaPremultiplied,

    /// <summary>Four channels: blue, green, red, alpha; the colours are already multiplied by alpha.</summary>
    BgraPremultiplied,
}

/// <summary>What can be asked of a <see cref="PixelFormat"/>.</summary>
public static class PixelFormatExtensions
{
    /// <summary>The number of channels: 1, 3 or 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public static int Channels(this PixelFormat format) => format switch
    {
        PixelFormat.Gray => 1,
        PixelFormat.Rgb or PixelFormat.Bgr => 3,
        PixelFormat.Rgba or PixelFormat.Bgra or PixelFormat.RgbaPremultiplied or PixelFormat.BgraPremultiplied => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This is no pixel format."),
    };

    /// <summary>Whether the last channel is alpha.</summary>
    public static bool HasAlpha(this PixelFormat format) => format.Channels() == 4;

    /// <summary>Whether the colours are already multiplied by alpha.</summary>
    public static bool IsPremultiplied(this PixelFormat format) =>
        format is PixelFormat.RgbaPremultiplied or PixelFormat.BgraPremultiplied;
}

namespace Downright.Files;

/// <summary>What becomes of an image's alpha channel when its file is read.</summary>
public enum AlphaHandling
{
    /// <summary>The colours are laid over the background, as their alpha says; the image has no alpha afterwards.</summary>
    Flatten,

    /// <summary>The colours stay as stored, also those hidden under transparent pixels; alpha is left out.</summary>
    Drop,

    /// <summary>Alpha stays, as the fourth channel.</summary>
    Keep,
}

/// <summary>How an image file is read.</summary>
public sealed record DecodeOptions
{
    /// <summary>The limit that Pillow warns at, and the default here: 178,956,970 pixels.</summary>
    public const long DefaultMaxPixels = 178_956_970;

    /// <summary>The most pixels (width × height) that an image may have, at least 1; checked before any is decoded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public long MaxPixels
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = DefaultMaxPixels;

    /// <summary>Whether the EXIF orientation is applied, as viewers do; Pillow and OpenCV's flags can leave it alone.</summary>
    public bool Orient { get; init; } = true;

    /// <summary>What becomes of alpha.</summary>
    public AlphaHandling Alpha { get; init; } = AlphaHandling.Flatten;

    /// <summary>
    /// Whether colours become grey, (77 R + 150 G + 29 B + 128) / 256, row by row while they are decoded: what detection
    /// mostly looks at, in a third of the memory. Images whose alpha is kept stay as they are.
    /// </summary>
    public bool Grey { get; init; }

    /// <summary>What shows through transparent pixels with <see cref="AlphaHandling.Flatten"/>.</summary>
    public RgbColor Background { get; init; } = RgbColor.White;
}

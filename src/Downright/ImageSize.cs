using System.Globalization;

namespace Downright;

/// <summary>The size of an image: width × height in pixels, both at least 1.</summary>
public readonly record struct ImageSize
{
    /// <summary>Creates a size.</summary>
    /// <param name="width">The width in pixels, at least 1.</param>
    /// <param name="height">The height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    public ImageSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Width = width;
        Height = height;
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The number of pixels, width × height.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>The samples of an image of this size.</summary>
    /// <exception cref="ArgumentException">They are more than an array can hold.</exception>
    internal int Samples(int channels) => Pixels <= Array.MaxLength / channels
        ? (int)Pixels * channels
        : throw new ArgumentException($"{this} pixels of {channels} channels are more than the {Array.MaxLength} samples that an image can hold.");

    /// <summary>Reads <c>WxH</c>, or <c>N</c> for N×N.</summary>
    /// <param name="text">The size as people write it: <c>224</c>, <c>640x480</c>.</param>
    /// <param name="size">The size read, or the default.</param>
    /// <returns>Whether the text is a size.</returns>
    public static bool TryParse(string? text, out ImageSize size)
    {
        size = default;
        string[] sides = (text ?? "").Split('x', 'X', '×');
        if (sides.Length is < 1 or > 2) return false;
        if (!TryParseSide(sides[0], out int width) || !TryParseSide(sides[^1], out int height)) return false;
        size = new ImageSize(width, height);
        return true;
    }

    /// <summary>The size as <c>WxH</c>, as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => $"{Width}x{Height}";

    private static bool TryParseSide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side >= 1;
}

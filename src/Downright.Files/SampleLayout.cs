using NetVips;

namespace Downright.Files;

/// <summary>What a decoder's samples are: how many colour channels of how many bits, and whether alpha follows them.</summary>
/// <param name="Colors">1 for grey, 3 for red, green, blue, 4 for cyan, magenta, yellow, black.</param>
/// <param name="HasAlpha">Whether alpha follows the colours.</param>
/// <param name="IsWide">Whether a sample has 16 bits instead of 8.</param>
internal readonly record struct SampleLayout(int Colors, bool HasAlpha, bool IsWide)
{
    /// <summary>Samples a pixel.</summary>
    public int Bands => Colors + (HasAlpha ? 1 : 0);

    /// <summary>Bytes a pixel.</summary>
    public int BytesPerPixel => Bands * (IsWide ? 2 : 1);

    /// <summary>The layout of an opened file, or null if it is none that can be converted.</summary>
    public static SampleLayout? Of(Image image)
    {
        bool? wide = image.Format switch
        {
            Enums.BandFormat.Uchar => false,
            Enums.BandFormat.Ushort => true,
            _ => null,
        };
        if (wide is null) return null;

        return (image.Interpretation, image.Bands) switch
        {
            (Enums.Interpretation.Cmyk, 4 or 5) => new SampleLayout(4, image.Bands == 5, wide.Value),
            (Enums.Interpretation.Cmyk, _) => null,
            (Enums.Interpretation.Multiband or Enums.Interpretation.Bw or Enums.Interpretation.Grey16
                or Enums.Interpretation.Rgb or Enums.Interpretation.Srgb or Enums.Interpretation.Rgb16, >= 1 and <= 4) =>
                new SampleLayout(image.Bands <= 2 ? 1 : 3, image.Bands is 2 or 4, wide.Value),
            _ => null,
        };
    }
}

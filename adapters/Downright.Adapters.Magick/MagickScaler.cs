using ImageMagick;

namespace Downright.Adapters.Magick;

/// <summary>
/// One way to scale an image with Magick.NET, with ImageMagick's own bytes. Names: <c>magick:resize</c>, and with its
/// filters, <c>magick:resize+box</c>; <c>magick:scale</c>, <c>magick:sample</c>, <c>magick:thumbnail</c>,
/// <c>magick:adaptive-resize</c>; <c>magick:interpolative-resize</c> with its methods,
/// <c>magick:interpolative-resize+bilinear</c>; <c>magick:liquid-rescale</c>.
/// </summary>
public sealed class MagickScaler : IScaler
{
    private readonly Action<IMagickImage<byte>, MagickGeometry> _scale;

    private MagickScaler(string algorithm, string call, Action<IMagickImage<byte>, MagickGeometry> scale)
    {
        Name = $"magick:{algorithm}";
        Call = call;
        _scale = scale;
    }

    /// <summary>Every algorithm that ImageMagick scales with.</summary>
    public static IReadOnlyList<MagickScaler> All { get; } =
    [
        new("resize", "image.Resize(width, height)", (image, size) => image.Resize(size)),
        .. Enum.GetValues<FilterType>().Where(filter => filter != FilterType.Undefined).Select(filter => new MagickScaler(
            $"resize+{Word(filter)}",
            $"image.Resize(width, height, FilterType.{filter})",
            (image, size) => image.Resize(size, filter))),
        new("scale", "image.Scale(width, height)", (image, size) => image.Scale(size)),
        new("sample", "image.Sample(width, height)", (image, size) => image.Sample(size)),
        new("thumbnail", "image.Thumbnail(width, height)", (image, size) => image.Thumbnail(size)),
        new("adaptive-resize", "image.AdaptiveResize(width, height)", (image, size) => image.AdaptiveResize(size)),
        .. Enum.GetValues<PixelInterpolateMethod>().Where(method => method != PixelInterpolateMethod.Undefined).Select(method => new MagickScaler(
            $"interpolative-resize+{Word(method)}",
            $"image.InterpolativeResize(width, height, PixelInterpolateMethod.{method})",
            (image, size) => image.InterpolativeResize(size, method))),
        new("liquid-rescale", "image.LiquidRescale(width, height)", (image, size) => image.LiquidRescale(size)),
    ];

    /// <summary>What to use of ImageMagick where <see cref="SafeImageResizing"/> is not to be had: box averaging.</summary>
    public static MagickScaler Safest { get; } = All.First(scaler => scaler.Name == "magick:scale");

    /// <summary>ImageMagick's version.</summary>
    /// <exception cref="DllNotFoundException">The native library is not there.</exception>
    public static string LibraryVersion => MagickNET.ImageMagickVersion.Split(' ')[1];

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How one writes it with Magick.NET.</summary>
    public string Call { get; }

    /// <summary>Whether it is what <c>Resize</c> does unless told otherwise.</summary>
    public bool IsDefault => Name == "magick:resize";

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        using MagickImage magick = MagickPixels.ToMagick(image);
        _scale(magick, MagickPixels.Exactly(size));
        return MagickPixels.Copy(magick, image.Format);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        string name = $"{value}";
        return string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) && char.IsLower(name[i - 1]) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();
    }
}

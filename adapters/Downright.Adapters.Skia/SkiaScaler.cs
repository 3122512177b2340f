using System.Reflection;
using SkiaSharp;

namespace Downright.Adapters.Skia;

/// <summary>
/// One way to scale a bitmap with SkiaSharp (<c>SKBitmap.Resize</c>), with the library's own bytes. Names:
/// <c>skia:nearest</c> and <c>skia:linear</c>, both with <c>+mipmap-nearest</c> and <c>+mipmap-linear</c>;
/// <c>skia:cubic-mitchell</c>, <c>skia:cubic-catmull-rom</c>; <c>skia:anisotropic-16</c>.
/// </summary>
public sealed class SkiaScaler : IScaler
{
    private readonly SKSamplingOptions _sampling;

    private SkiaScaler(string algorithm, string sampling, SKSamplingOptions options)
    {
        Name = $"skia:{algorithm}";
        Call = $"bitmap.Resize(info, {sampling})";
        _sampling = options;
    }

    /// <summary>Every algorithm that Skia scales with.</summary>
    public static IReadOnlyList<SkiaScaler> All { get; } =
    [
        .. from filter in Enum.GetValues<SKFilterMode>() from mipmap in Enum.GetValues<SKMipmapMode>() select Filter(filter, mipmap),
        new("cubic-mitchell", "new SKSamplingOptions(SKCubicResampler.Mitchell)", new SKSamplingOptions(SKCubicResampler.Mitchell)),
        new("cubic-catmull-rom", "new SKSamplingOptions(SKCubicResampler.CatmullRom)", new SKSamplingOptions(SKCubicResampler.CatmullRom)),
        new("anisotropic-16", "new SKSamplingOptions(16)", new SKSamplingOptions(16)),
    ];

    /// <summary>
    /// What to use of Skia where <see cref="SafeBitmapResizing"/> is not to be had: linear with nearest mipmaps, while both
    /// axes shrink. With linear mipmaps two levels blend, of which no bound is known.
    /// </summary>
    public static SkiaScaler Safest { get; } = All.First(scaler => scaler.Name == "skia:linear+mipmap-nearest");

    /// <summary>SkiaSharp's version and that of its native library.</summary>
    /// <exception cref="DllNotFoundException">The native library is not there.</exception>
    public static string LibraryVersion =>
        $"{typeof(SKBitmap).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', '-')[0]} (Skia {SkiaSharpVersion.Native})";

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How one writes it with SkiaSharp.</summary>
    public string Call { get; }

    /// <summary>Whether it is <c>SKSamplingOptions.Default</c>.</summary>
    public bool IsDefault => _sampling == SKSamplingOptions.Default;

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        using SKBitmap source = BitmapPixels.Copy(image);
        using SKBitmap target = source.Resize(BitmapPixels.InfoOf(image.Format, size), _sampling)
            ?? throw new InvalidOperationException($"SkiaSharp could not resize a bitmap of {image} to {size}.");
        return BitmapPixels.Copy(target, image.Format);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static SkiaScaler Filter(SKFilterMode filter, SKMipmapMode mipmap) => new(
        $"{filter}{(mipmap == SKMipmapMode.None ? "" : $"+mipmap-{mipmap}")}".ToLowerInvariant(),
        $"new SKSamplingOptions(SKFilterMode.{filter}, SKMipmapMode.{mipmap})",
        new SKSamplingOptions(filter, mipmap));
}

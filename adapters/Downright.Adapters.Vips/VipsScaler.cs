using NetVips;

namespace Downright.Adapters.Vips;

/// <summary>
/// One way to scale an image with NetVips, with libvips' own bytes. Names: <c>vips:resize</c> and <c>vips:reduce</c> with
/// their kernels, <c>vips:resize+linear</c>; <c>vips:thumbnail</c>; <c>vips:shrink</c>; <c>vips:affine</c> with its
/// interpolators, <c>vips:affine+bicubic</c>.
/// </summary>
public sealed class VipsScaler : IScaler
{
    private static readonly string[] Interpolators = ["nearest", "bilinear", "bicubic", "lbb", "nohalo", "vsqbs"];

    private readonly Func<Image, ImageSize, Image> _scale;

    private VipsScaler(string algorithm, string call, Func<Image, ImageSize, Image> scale)
    {
        Name = $"vips:{algorithm}";
        Call = call;
        _scale = scale;
    }

    /// <summary>Every algorithm that libvips scales with.</summary>
    public static IReadOnlyList<VipsScaler> All { get; } =
    [
        new("resize", "image.Resize(scale)", (image, size) => image.Resize(Across(image, size), vscale: Down(image, size))),
        .. Enum.GetValues<Enums.Kernel>().Select(kernel => new VipsScaler(
            $"resize+{Word(kernel)}",
            $"image.Resize(scale, kernel: Enums.Kernel.{kernel})",
            (image, size) => image.Resize(Across(image, size), kernel, vscale: Down(image, size)))),
        new("thumbnail", "image.ThumbnailImage(width, height: height, size: Enums.Size.Force)", (image, size) => image.ThumbnailImage(size.Width, size.Height, Enums.Size.Force)),
        new("shrink", "image.Shrink(hshrink, vshrink)", (image, size) => image.Shrink(Factor(Across(image, size)), Factor(Down(image, size)))),
        .. Enum.GetValues<Enums.Kernel>().Select(kernel => new VipsScaler(
            $"reduce+{Word(kernel)}",
            $"image.Reduce(hshrink, vshrink, kernel: Enums.Kernel.{kernel})",
            (image, size) => image.Reduce(Factor(Across(image, size)), Factor(Down(image, size)), kernel))),
        .. Interpolators.Select(Affine),
    ];

    /// <summary>What to use of libvips where <see cref="SafeImageResizing"/> is not to be had: its default.</summary>
    public static VipsScaler Safest { get; } = All.First(scaler => scaler.IsDefault);

    /// <summary>libvips' version.</summary>
    /// <exception cref="DllNotFoundException">The native library is not there.</exception>
    public static string LibraryVersion => string.Join('.', Enumerable.Range(0, 3).Select(part => NetVips.NetVips.Version(part)));

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How one writes it with NetVips.</summary>
    public string Call { get; }

    /// <summary>Whether it is what <c>Image.Resize</c> does unless told otherwise.</summary>
    public bool IsDefault => Name == "vips:resize";

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        using Image source = VipsPixels.ToVips(image);
        using Image scaled = _scale(source, size);
        return new PixelImage<byte>(scaled.WriteToMemory<byte>(), new ImageSize(scaled.Width, scaled.Height), image.Format);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A warp that only scales, with the centres of the corner pixels' areas in place.</summary>
    private static VipsScaler Affine(string interpolator) => new($"affine+{interpolator}", $"image.Affine(matrix, Interpolate.NewFromName(\"{interpolator}\"))", (image, size) =>
    {
        double across = Across(image, size), down = Down(image, size);
        using Interpolate interpolate = Interpolate.NewFromName(interpolator);
        return image.Affine(
            [across, 0, 0, down], interpolate, [0, 0, size.Width, size.Height],
            odx: (across - 1) / 2, ody: (down - 1) / 2, extend: Enums.Extend.Copy);
    });

    private static double Across(Image image, ImageSize size) => (double)size.Width / image.Width;

    private static double Down(Image image, ImageSize size) => (double)size.Height / image.Height;

    /// <summary>The factor of an axis that these two take; they cannot enlarge.</summary>
    private static double Factor(double scale) => scale <= 1 ? 1 / scale : throw new NotSupportedException("libvips' shrink and reduce do not enlarge an axis.");

    private static string Word(Enums.Kernel kernel) => $"{kernel}".ToLowerInvariant();
}

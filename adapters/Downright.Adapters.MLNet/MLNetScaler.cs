using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Kind = Microsoft.ML.Transforms.Image.ImageResizingEstimator.ResizingKind;

namespace Downright.Adapters.MLNet;

/// <summary>
/// ML.NET's transform <c>ResizeImages</c> with one kind of resizing, with its own bytes. Names: <c>mlnet:fill</c>,
/// <c>mlnet:iso-crop</c>, <c>mlnet:iso-pad</c>. Filling samples the nearest pixel, the others use Skia's mipmaps; there is
/// no other setting.
/// </summary>
public sealed class MLNetScaler : IScaler
{
    private readonly Kind _kind;

    private MLNetScaler(string kind, Kind resizing)
    {
        Name = $"mlnet:{kind}";
        _kind = resizing;
    }

    /// <summary>Every kind of resizing.</summary>
    public static IReadOnlyList<MLNetScaler> All { get; } = [new("fill", Kind.Fill), new("iso-crop", Kind.IsoCrop), new("iso-pad", Kind.IsoPad)];

    /// <summary>ML.NET's version.</summary>
    public static string LibraryVersion =>
        typeof(ImageResizingEstimator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', '-')[0];

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How one writes it with ML.NET.</summary>
    public string Call => $"mlContext.Transforms.ResizeImages(output, width, height, input, ResizingKind.{_kind})";

    /// <summary>Whether it is what <c>ResizeImages</c> does unless told otherwise.</summary>
    public bool IsDefault => _kind == Kind.IsoCrop;

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        using MLImage source = MLPixels.ToML(image);
        using MLImage scaled = Resize(source, size);
        return MLPixels.Copy(scaled, image.Format);
    }

    /// <summary>Scales one of ML.NET's own images.</summary>
    /// <param name="image">The image; it stays as it is.</param>
    /// <param name="size">The target size, width × height.</param>
    /// <returns>An image that the caller disposes.</returns>
    public MLImage Resize(MLImage image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        var context = new MLContext();
        IDataView rows = context.Data.LoadFromEnumerable([new Row { Image = image }]);
        IDataView scaled = context.Transforms.ResizeImages("Scaled", size.Width, size.Height, nameof(Row.Image), _kind).Fit(rows).Transform(rows);
        return scaled.GetColumn<MLImage>("Scaled").Single();
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private sealed class Row
    {
        [ImageType(1, 1)]
        public MLImage? Image { get; set; }
    }
}

using Downright.Prevention;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Downright.Adapters.MLNet;

/// <summary>The safe transform, in place of ML.NET's <c>ResizeImages</c>.</summary>
public static class SafeImageTransform
{
    /// <summary>
    /// Scales the images of a column so that what comes out shows what people see in them. It fills the target size, whatever
    /// the aspect ratio, as <c>ResizingKind.Fill</c> does. It is a custom mapping without a contract: a model that holds it
    /// cannot be saved to a file, so put it before the model's own pipeline.
    /// </summary>
    /// <param name="catalog">The transforms of an <c>MLContext</c>.</param>
    /// <param name="outputColumnName">The column of scaled images.</param>
    /// <param name="imageWidth">The target width in pixels, at least 1.</param>
    /// <param name="imageHeight">The target height in pixels, at least 1.</param>
    /// <param name="inputColumnName">The column of images; null for that of the output.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    public static IEstimator<ITransformer> ResizeImagesSafely(
        this TransformsCatalog catalog, string outputColumnName, int imageWidth, int imageHeight, string? inputColumnName = null, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(imageWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(imageHeight, 1);
        var input = SchemaDefinition.Create(typeof(Source));
        input[nameof(Source.Image)].ColumnName = inputColumnName ?? outputColumnName;
        var output = SchemaDefinition.Create(typeof(Scaled));
        SchemaDefinition.Column column = output[nameof(Scaled.SafeImage)];
        var type = new ImageDataViewType(imageHeight, imageWidth);
        DataViewTypeManager.Register(type, typeof(MLImage), new ImageTypeAttribute(imageHeight, imageWidth));
        column.ColumnType = type;
        column.ColumnName = outputColumnName;
        return catalog.CustomMapping<Source, Scaled>(
            (source, scaled) => scaled.SafeImage = source.Image?.ResizeSafely(imageWidth, imageHeight, options),
            contractName: null,
            input,
            output);
    }

    /// <summary>ML.NET wants a size here, and takes images of any.</summary>
    private sealed class Source
    {
        [ImageType(1, 1)]
        public MLImage? Image { get; set; }
    }

    private sealed class Scaled
    {
        [ImageType(1, 1)]
        public MLImage? SafeImage { get; set; }
    }
}

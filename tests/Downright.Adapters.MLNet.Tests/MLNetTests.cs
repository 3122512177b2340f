using System.Text.Json;
using Downright.Adapters.Tests;
using Downright.Prevention;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Downright.Adapters.MLNet.Tests;

/// <summary>In a process of its own: ML.NET needs SkiaSharp 2.88.</summary>
public sealed class MLNetTests
{
    public MLNetTests() => Native.SkipUnlessThere("SkiaSharp", () =>
    {
        using MLImage image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Bgra32, new byte[4]);
        return MLNetScaler.LibraryVersion;
    });

    [Theory]
    [InlineData(PixelFormat.BgraPremultiplied, MLPixelFormat.Bgra32, PreventionMethod.Median)]
    [InlineData(PixelFormat.BgraPremultiplied, MLPixelFormat.Bgra32, PreventionMethod.Area)]
    [InlineData(PixelFormat.RgbaPremultiplied, MLPixelFormat.Rgba32, PreventionMethod.Random)]
    public void An_image_becomes_what_its_pixels_become(PixelFormat format, MLPixelFormat pixels, PreventionMethod method)
    {
        PixelImage<byte> image = Noise.Of(format);
        var options = new PreventionOptions { Method = method, Seed = 7 };
        using MLImage mlImage = MLImage.CreateFromPixels(image.Width, image.Height, pixels, image.ToArray());
        mlImage.Tag = "kept";
        using MLImage safe = mlImage.ResizeSafely(41, 29, options);
        Assert.Equal((pixels, "kept"), (safe.PixelFormat, safe.Tag));
        Same.Pixels(image.ResizeSafely(41, 29, options), ToImage(safe, format));
    }

    [Fact]
    public void The_transform_scales_a_column_of_images()
    {
        PixelImage<byte>[] images = [Noise.Of(PixelFormat.BgraPremultiplied, seed: 1), Noise.Of(PixelFormat.BgraPremultiplied, 90, 70, seed: 2)];
        var context = new MLContext();
        IDataView rows = context.Data.LoadFromEnumerable(images.Select(image => new Row { Photo = MLImage.CreateFromPixels(image.Width, image.Height, MLPixelFormat.Bgra32, image.ToArray()) }).ToArray());
        IDataView scaled = context.Transforms.ResizeImagesSafely("Small", 30, 20, "Photo").Fit(rows).Transform(rows);
        Assert.Equal(new ImageDataViewType(20, 30), scaled.Schema["Small"].Type);
        MLImage[] small = [.. scaled.GetColumn<MLImage>("Small")];
        Assert.Equal(2, small.Length);
        for (int i = 0; i < 2; i++) Same.Pixels(images[i].ResizeSafely(30, 20), ToImage(small[i], PixelFormat.BgraPremultiplied));
    }

    [Fact]
    public void The_transform_feeds_ML_NETs_own_ones()
    {
        PixelImage<byte> image = Noise.Of(PixelFormat.BgraPremultiplied);
        var context = new MLContext();
        IDataView rows = context.Data.LoadFromEnumerable([new Row { Photo = MLImage.CreateFromPixels(image.Width, image.Height, MLPixelFormat.Bgra32, image.ToArray()) }]);
        var pipeline = context.Transforms.ResizeImagesSafely("Photo", 30, 20).Append(context.Transforms.ExtractPixels("Pixels", "Photo", interleavePixelColors: true, orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ABGR));
        float[] pixels = Assert.Single(pipeline.Fit(rows).Transform(rows).GetColumn<float[]>("Pixels"));
        byte[] safe = image.ResizeSafely(30, 20).ToArray();
        Assert.Equal(safe.Where((_, i) => i % 4 != 3).Select(sample => (float)sample), pixels);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        var context = new MLContext();
        Assert.Throws<ArgumentOutOfRangeException>("imageWidth", () => context.Transforms.ResizeImagesSafely("Small", 0, 20));
        Assert.Throws<ArgumentOutOfRangeException>("imageHeight", () => context.Transforms.ResizeImagesSafely("Small", 20, 0));
        Assert.Throws<ArgumentException>("outputColumnName", () => context.Transforms.ResizeImagesSafely("", 20, 20));
        Assert.Throws<ArgumentNullException>("image", () => SafeImageResizing.ResizeSafely(null!, 4, 4));
        using MLImage image = MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32, new byte[16]);
        Assert.Throws<ArgumentOutOfRangeException>("width", () => image.ResizeSafely(0, 4));
    }

    [Fact]
    public void Its_algorithms_have_their_own_names() => ScalerChecks.Names(MLNetScaler.All, s => s.IsDefault, s => s.Call, MLNetScaler.All[0]);

    [Fact]
    public void Each_algorithm_scales_every_format_and_keeps_uniform_images() =>
        ScalerChecks.Formats(MLNetScaler.All, notUniform: "mlnet:iso-pad");

    [Fact]
    public void The_committed_matrix_has_every_kind_of_resizing()
    {
        using JsonDocument matrix = JsonDocument.Parse(Checkout.Read("docs", "matrix.json"));
        var rows = matrix.RootElement.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("library").GetString()!.StartsWith("ML.NET", StringComparison.Ordinal));
        Assert.Equal(MLNetScaler.All.Select(scaler => scaler.Name), rows.Select(row => row.GetProperty("scaler").GetString()));
    }

    private static PixelImage<byte> ToImage(MLImage image, PixelFormat format) => new(image.Pixels.ToArray(), new ImageSize(image.Width, image.Height), format);

    private sealed class Row
    {
        [ImageType(1, 1)]
        public MLImage? Photo { get; set; }
    }
}

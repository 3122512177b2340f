using Downright.Adapters.Onnx;
using Downright.Prevention;
using Downright.Scaling;
using Microsoft.ML.OnnxRuntime;

namespace Downright.Adapters.Tests;

public sealed class OnnxTests
{
    public OnnxTests() => Native.SkipUnlessThere("ONNX Runtime", () => OnnxScaler.LibraryVersion);

    [Theory]
    [InlineData(PixelFormat.Gray, TensorLayout.Nchw, PreventionMethod.Median)]
    [InlineData(PixelFormat.Rgb, TensorLayout.Nchw, PreventionMethod.Median)]
    [InlineData(PixelFormat.Rgb, TensorLayout.Nchw, PreventionMethod.Random)]
    [InlineData(PixelFormat.Rgb, TensorLayout.Nhwc, PreventionMethod.Median)]
    [InlineData(PixelFormat.Rgb, TensorLayout.Nhwc, PreventionMethod.Area)]
    [InlineData(PixelFormat.Rgba, TensorLayout.Nhwc, PreventionMethod.Median)]
    public void A_batch_becomes_what_its_images_become(PixelFormat format, TensorLayout layout, PreventionMethod method)
    {
        PixelImage<byte>[] images = [Noise.Of(format, seed: 1), Noise.Of(format, seed: 2)];
        var options = new PreventionOptions { Method = method, Seed = 7 };
        int channels = format.Channels();
        byte[] input = [.. images.SelectMany(image => Samples(image, layout))];
        using OrtValue batch = OrtValue.CreateTensorValueFromMemory(input, Shape(layout, channels, 131, 173));
        using OrtValue safe = batch.ResizeSafely(41, 29, layout, options);
        Assert.Equal(Shape(layout, channels, 29, 41), safe.GetTensorTypeAndShape().Shape);
        byte[] expected = [.. images.SelectMany(image => Samples(image.ResizeSafely(41, 29, options), layout))];
        Assert.Equal(expected, safe.GetTensorDataAsSpan<byte>().ToArray());
    }

    [Fact]
    public void A_tensor_that_does_not_fit_is_refused_in_one_line()
    {
        using OrtValue floats = OrtValue.CreateTensorValueFromMemory(new float[12], [1, 3, 2, 2]);
        using OrtValue three = OrtValue.CreateTensorValueFromMemory(new byte[12], [3, 2, 2]);
        using OrtValue interleaved = OrtValue.CreateTensorValueFromMemory(new byte[24], [1, 2, 4, 3]);
        Assert.Contains("Float", Refused(() => floats.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Contains("four dimensions", Refused(() => three.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Contains("[1, 2, 4, 3]", Refused(() => interleaved.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("width", () => interleaved.ResizeSafely(0, 4, TensorLayout.Nhwc));
        Assert.Throws<ArgumentOutOfRangeException>("layout", () => interleaved.ResizeSafely(4, 4, (TensorLayout)7));
        Assert.Throws<ArgumentNullException>("images", () => SafeTensorResizing.ResizeSafely(null!, 4, 4));

        static string Refused(Func<OrtValue> call) => Assert.Throws<ArgumentException>("images", () => call().Dispose()).Message;
    }

    [Fact]
    public void Its_algorithms_have_their_own_names_and_the_profiles_bytes()
    {
        ScalerChecks.Names(OnnxScaler.All, s => s.IsDefault, s => s.Call, OnnxScaler.Safest);
        PixelImage<byte> image = Noise.Of(PixelFormat.Rgb);
        var size = new ImageSize(57, 43);
        Assert.All(OnnxScaler.All, scaler => Assert.InRange(Same.LargestDifference(new ProfileScaler(scaler.Profile).Scale(image, size), scaler.Scale(image, size)), 0, 1));
    }

    [Fact]
    public void Each_algorithm_scales_every_format_and_keeps_uniform_images() => ScalerChecks.Formats(OnnxScaler.All);

    private static long[] Shape(TensorLayout layout, int channels, int height, int width) =>
        layout == TensorLayout.Nchw ? [2, channels, height, width] : [2, height, width, channels];

    private static IEnumerable<byte> Samples(PixelImage<byte> image, TensorLayout layout)
    {
        byte[] pixels = image.ToArray();
        return layout == TensorLayout.Nhwc
            ? pixels
            : Enumerable.Range(0, image.Channels).SelectMany(channel => pixels.Where((_, i) => i % image.Channels == channel));
    }
}

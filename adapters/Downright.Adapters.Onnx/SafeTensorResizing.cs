using Downright.Prevention;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Downright.Adapters.Onnx;

/// <summary>The one safe call, for ONNX Runtime's tensors of images: before a model that wants another size.</summary>
public static class SafeTensorResizing
{
    /// <summary>Scales a batch of images so that what comes out shows what people see in them.</summary>
    /// <param name="images">A tensor of bytes with four dimensions, of 1, 3 or 4 channels; it stays as it is. NHWC is read in place.</param>
    /// <param name="width">The target width in pixels, at least 1.</param>
    /// <param name="height">The target height in pixels, at least 1.</param>
    /// <param name="layout">The order of the dimensions.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <returns>A tensor of the same layout and number of images, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The tensor is none of bytes, or its dimensions are no images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1, or there is no such layout.</exception>
    public static OrtValue ResizeSafely(this OrtValue images, int width, int height, TensorLayout layout = TensorLayout.Nchw, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!Enum.IsDefined(layout)) throw new ArgumentOutOfRangeException(nameof(layout), layout, "The layout is Nchw or Nhwc.");
        var (count, channels, size) = Dimensions(images, layout);
        var (scaler, target) = (new SafeScaler(options), new ImageSize(width, height));
        var output = new byte[checked((int)(count * channels * target.Pixels))];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> safe = scaler.Scale(Image(images, i, channels, size, layout), target).Pixels.Span;
            Span<byte> to = output.AsSpan(i * safe.Length, safe.Length);
            if (layout == TensorLayout.Nhwc) safe.CopyTo(to);
            else Planes.FromPixels(safe, channels, to);
        }

        GC.KeepAlive(images);
        return OrtValue.CreateTensorValueFromMemory(output, layout == TensorLayout.Nhwc ? [count, height, width, channels] : [count, channels, height, width]);
    }

    private static (int Count, int Channels, ImageSize Size) Dimensions(OrtValue images, TensorLayout layout)
    {
        OrtTensorTypeAndShapeInfo info = images.IsTensor ? images.GetTensorTypeAndShape() : throw new ArgumentException("The value is no tensor.", nameof(images));
        long[] shape = info.Shape;
        string described = $"The tensor is {info.ElementDataType} of [{string.Join(", ", shape)}]; UInt8";
        if (info.ElementDataType != TensorElementType.UInt8 || shape.Length != 4) throw new ArgumentException($"{described} with four dimensions can be resized safely.", nameof(images));
        var (channels, height, width) = layout == TensorLayout.Nchw ? (shape[1], shape[2], shape[3]) : (shape[3], shape[1], shape[2]);
        if (channels is not (1 or 3 or 4) || width < 1 || height < 1) throw new ArgumentException($"{described} with 1, 3 or 4 channels in the order {layout} can be resized safely.", nameof(images));
        return ((int)shape[0], (int)channels, new ImageSize((int)width, (int)height));
    }

    private static unsafe PixelImage<byte> Image(OrtValue images, int index, int channels, ImageSize size, TensorLayout layout)
    {
        PixelFormat format = channels switch { 1 => PixelFormat.Gray, 3 => PixelFormat.Rgb, _ => PixelFormat.Rgba };
        int samples = checked((int)(size.Pixels * channels));
        ReadOnlySpan<byte> all = images.GetTensorDataAsSpan<byte>().Slice(checked(index * samples), samples);
        if (layout == TensorLayout.Nchw) return new PixelImage<byte>(Planes.ToPixels(all, channels), size, format);
        fixed (byte* pixels = all) return NativePixels.Image((nint)pixels, size, format, (long)size.Width * channels);
    }
}

using Microsoft.ML.Data;

namespace Downright.Adapters.MLNet;

/// <summary>Between ML.NET's images and ours.</summary>
internal static class MLPixels
{
    /// <summary>The format of an image: Skia's, which multiplies the colours by alpha.</summary>
    public static PixelFormat FormatOf(MLImage image) => image.PixelFormat switch
    {
        MLPixelFormat.Rgba32 => PixelFormat.RgbaPremultiplied,
        MLPixelFormat.Bgra32 => PixelFormat.BgraPremultiplied,
        _ => throw new ArgumentException($"The image's pixels are {image.PixelFormat}; Rgba32 and Bgra32 can be resized safely.", nameof(image)),
    };

    /// <summary>An image of ML.NET's with a copy of the pixels. It has four channels: the others are added.</summary>
    public static MLImage ToML(PixelImage<byte> image)
    {
        byte[] from = image.ToArray();
        int channels = image.Channels, pixels = from.Length / channels;
        var samples = new byte[pixels * 4];
        for (int i = 0; i < samples.Length; i++)
        {
            int channel = i % 4;
            samples[i] = channel == 3 && channels < 4 ? byte.MaxValue : from[(i / 4 * channels) + Math.Min(channel, channels - 1)];
        }

        bool isBgr = image.Format is PixelFormat.Bgr or PixelFormat.Bgra or PixelFormat.BgraPremultiplied;
        return MLImage.CreateFromPixels(image.Width, image.Height, isBgr ? MLPixelFormat.Bgra32 : MLPixelFormat.Rgba32, samples);
    }

    /// <summary>A copy of an image's pixels, in the format that it was made from.</summary>
    public static PixelImage<byte> Copy(MLImage image, PixelFormat format)
    {
        ReadOnlySpan<byte> from = image.Pixels;
        int channels = format.Channels();
        var samples = new byte[from.Length / 4 * channels];
        for (int i = 0; i < samples.Length; i++) samples[i] = from[(i / channels * 4) + (i % channels)];
        return new PixelImage<byte>(samples, new ImageSize(image.Width, image.Height), format);
    }
}

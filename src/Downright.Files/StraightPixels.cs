namespace Downright.Files;

/// <summary>Pixels as files hold them: rows without padding, red first.</summary>
internal static class StraightPixels
{
    /// <summary>The image's own memory where it is already like that, else a copy.</summary>
    /// <exception cref="ArgumentException">The image is premultiplied.</exception>
    public static ReadOnlyMemory<byte> Of(PixelImage<byte> image)
    {
        if (image.Format.IsPremultiplied())
            throw new ArgumentException($"A file holds colours that alpha does not scale; {image} is premultiplied.", nameof(image));

        bool blueFirst = image.Format is PixelFormat.Bgr or PixelFormat.Bgra;
        bool padded = image.Stride != image.Width * image.Channels && image.Height > 1;
        if (!blueFirst && !padded) return image.Pixels[..checked(image.Width * image.Height * image.Channels)];

        byte[] samples = image.ToArray();
        if (!blueFirst) return samples;
        for (int i = 0; i < samples.Length; i += image.Channels) (samples[i], samples[i + 2]) = (samples[i + 2], samples[i]);
        return samples;
    }
}

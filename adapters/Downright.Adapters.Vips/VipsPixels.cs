using NetVips;

namespace Downright.Adapters.Vips;

/// <summary>The pixels that libvips computed for an image, in its memory until they are disposed.</summary>
internal sealed class VipsPixels : IDisposable
{
    /// <summary>What belongs to the colours and not to the pixels that were there.</summary>
    private static readonly string[] KeptFields = ["icc-profile-data", "orientation"];

    private readonly ImageSize _size;
    private nint _address;

    public VipsPixels(Image image)
    {
        _size = new ImageSize(image.Width, image.Height);
        _address = image.WriteToMemory(out _);
    }

    /// <summary>The format of an image that can be read in place.</summary>
    public static PixelFormat FormatOf(Image image)
    {
        if (image is not { Format: Enums.BandFormat.Uchar, Coding: Enums.Coding.None, Bands: 1 or 3 or 4 })
            throw new ArgumentException($"The image has {image.Bands} bands of {image.Format}; one, three or four bands of Uchar can be resized safely, and Image.Colourspace, Cast or Flatten make them.", nameof(image));
        return image.Bands switch { 1 => PixelFormat.Gray, 3 => PixelFormat.Rgb, _ => PixelFormat.Rgba };
    }

    /// <summary>The image; it ends with these pixels.</summary>
    public PixelImage<byte> Image(PixelFormat format) => NativePixels.Image(_address, _size, format, (long)_size.Width * format.Channels());

    /// <summary>An image of libvips' with a copy of the pixels, described as another one is.</summary>
    public static Image ToVips(PixelImage<byte> pixels, Image like)
    {
        using Image plain = ToVips(pixels);
        using Image described = plain.Copy(interpretation: like.Interpretation, xres: like.Xres, yres: like.Yres);
        string[] fields = [.. KeptFields.Where(like.Contains)];
        return described.Mutate(image =>
        {
            foreach (string field in fields) image.Set(like.GetTypeOf(field), field, like.Get(field));
        });
    }

    /// <summary>An image of libvips' with a copy of the pixels.</summary>
    public static Image ToVips(PixelImage<byte> pixels)
    {
        using Image image = NetVips.Image.NewFromMemory(pixels.ToArray(), pixels.Width, pixels.Height, pixels.Channels, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: pixels.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    public void Dispose()
    {
        NetVips.NetVips.Free(_address);
        _address = 0;
    }
}

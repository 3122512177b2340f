using Downright.Attacks;
using Downright.Files;
using Downright.Scaling;

namespace Downright.Cli;

/// <summary>Reads the images of an attack, and makes their formats agree.</summary>
/// <param name="decoding">How files are read.</param>
/// <param name="cancellation">Stops the reading.</param>
internal sealed class AttackImages(DecodeOptions decoding, CancellationToken cancellation)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif"];
    private readonly VipsImageCodec _codec = new();

    public PixelImage<byte> Read(string path) => _codec.Decode(path, decoding, cancellation);

    /// <summary>The target, area-scaled where it has another size.</summary>
    public PixelImage<byte> ReadTarget(string path, ImageSize size)
    {
        PixelImage<byte> target = Read(path);
        return target.Size == size ? target : new ProfileScaler(new ScalerProfile(ScalerLibrary.Downright, ScalerAlgorithm.Area)).Scale(target, size);
    }

    /// <summary>The image of a folder that looks most like the target; images that cannot be read, or are smaller than it, are passed over.</summary>
    public PixelImage<byte> ReadNearest(string folder, PixelImage<byte> target)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"--sources: there is no folder {folder}");
        PixelImage<byte>? nearest = null;
        double least = double.PositiveInfinity;
        foreach (string path in Directory.GetFiles(folder).Where(IsImage).Order(StringComparer.Ordinal))
        {
            if (TryRead(path) is not { } source || source.Width < target.Width || source.Height < target.Height) continue;
            var (a, b) = Alike(source, target);
            double distance = SelectiveSource.Distance(a, b);
            if (distance < least) (least, nearest) = (distance, source);
        }

        return nearest ?? throw new UsageException($"--sources: {folder} has no image of at least {target.Size}");
    }

    /// <summary>Where one image is grey and the other is not, the grey one in colour too.</summary>
    public static (PixelImage<byte> First, PixelImage<byte> Second) Alike(PixelImage<byte> first, PixelImage<byte> second) =>
        (first.Format, second.Format) switch
        {
            (PixelFormat.Gray, PixelFormat.Rgb) => (Colored(first), second),
            (PixelFormat.Rgb, PixelFormat.Gray) => (first, Colored(second)),
            _ => (first, second),
        };

    /// <summary>One channel: not 0 wherever the image is not black.</summary>
    public PixelImage<byte> ReadMask(string path)
    {
        PixelImage<byte> image = Read(path);
        byte[] samples = image.ToArray(), mask = new byte[image.Size.Pixels];
        for (int i = 0; i < samples.Length; i++) mask[i / image.Channels] |= samples[i];
        return new PixelImage<byte>(mask, image.Size, PixelFormat.Gray);
    }

    /// <summary>What is left of an image after JPEG at a quality.</summary>
    public PixelImage<byte> ThroughJpeg(PixelImage<byte> image, int quality)
    {
        string folder = Directory.CreateTempSubdirectory("downright-").FullName;
        try
        {
            string path = Path.Combine(folder, "image.jpg");
            _codec.Encode(image, path, new EncodeOptions { JpegQuality = quality }, cancellation);
            return _codec.Decode(path, null, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsImage(string path) => Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    private PixelImage<byte>? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (ImageFileException)
        {
            return null;
        }
    }

    private static PixelImage<byte> Colored(PixelImage<byte> grey)
    {
        byte[] samples = grey.ToArray(), colored = new byte[samples.Length * 3];
        for (int i = 0; i < colored.Length; i++) colored[i] = samples[i / 3];
        return new PixelImage<byte>(colored, grey.Size, PixelFormat.Rgb);
    }
}

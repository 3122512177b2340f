using System.Security.Cryptography;
using Downright.Cli;
using Downright.Files;

namespace Downright.Evaluation.Planning;

/// <summary>A photo of the evaluation: known by its bytes, decoded when it is needed.</summary>
internal sealed class Photo
{
    private readonly Func<PixelImage<byte>> _decode;

    private Photo(string name, string hash, ImageSize size, Func<PixelImage<byte>> decode)
    {
        Name = name;
        Hash = hash;
        Size = size;
        _decode = decode;
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>The SHA-256 of the file, or of the pixels of a rendered picture.</summary>
    public string Hash { get; }

    /// <summary>The size.</summary>
    public ImageSize Size { get; }

    /// <summary>Its pixels, as RGB.</summary>
    public PixelImage<byte> Read() => _decode();

    /// <summary>All images of a folder, by name.</summary>
    /// <exception cref="UsageException">There is no such folder, or fewer than two images in it.</exception>
    /// <exception cref="ImageFileException">One of them cannot be read.</exception>
    public static IReadOnlyList<Photo> InFolder(string folder, IImageCodec codec, int jobs, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"--images: there is no folder {folder}");
        string[] paths = [.. Directory.GetFiles(folder).Where(IsImage).Order(StringComparer.Ordinal)];
        if (paths.Length == 0) throw new UsageException($"--images: the folder {folder} has no images (.jpg, .jpeg, .png, .webp, .tif, .tiff, .gif) in it");
        if (paths.Length == 1) throw new UsageException($"--images: the folder {folder} has one image; an attack needs two, a source and a target");
        return [.. paths.AsParallel().AsOrdered().WithDegreeOfParallelism(jobs).WithCancellation(cancellation).Select(path => OfFile(path, codec))];
    }

    /// <summary>A picture that is already there.</summary>
    public static Photo OfImage(string name, PixelImage<byte> image) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(image.ToArray())), image.Size, () => image);

    private static Photo OfFile(string path, IImageCodec codec)
    {
        PixelImage<byte> Decode() => Rgb(codec.Decode(path));
        return new Photo(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), Decode().Size, Decode);
    }

    private static bool IsImage(string path) => Path.GetExtension(path).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png" or ".webp" or ".tif" or ".tiff" or ".gif";

    private static PixelImage<byte> Rgb(PixelImage<byte> image)
    {
        if (image.Format == PixelFormat.Rgb) return image;
        byte[] gray = image.ToArray(), samples = new byte[gray.Length * 3];
        for (int i = 0; i < samples.Length; i++) samples[i] = gray[i / 3];
        return new PixelImage<byte>(samples, image.Size, PixelFormat.Rgb);
    }
}

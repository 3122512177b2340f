using Downright.Attacks;
using Downright.Files;
using Downright.Scaling;

namespace Downright.Matrix;

/// <summary>A source image and a target image, with the best attack on exact area scaling at their sizes.</summary>
internal sealed class AttackPair
{
    /// <summary>The number of pairs, and of photos on either side of them.</summary>
    public const int Count = 5;

    /// <summary>The shorter side of a photo that fits: five times the target's.</summary>
    private const int LeastSide = 320;

    private readonly Lazy<double> _psnrOnArea;

    public AttackPair(PixelImage<byte> source, PixelImage<byte> target)
    {
        Source = source;
        Target = target;
        _psnrOnArea = new Lazy<double>(() => QuadraticAttack.Craft(Area.OperatorFor(source.Size, target.Size), source, target, new QuadraticOptions { Scaler = new ProfileScaler(Area.Profile), Jobs = 1 }).O2().PsnrDb);
    }

    /// <summary>The size of the target images.</summary>
    public static ImageSize TargetSize { get; } = new(64, 64);

    /// <summary>The image that a person is to see.</summary>
    public PixelImage<byte> Source { get; }

    /// <summary>The image that the scaler is to show.</summary>
    public PixelImage<byte> Target { get; }

    /// <summary>The PSNR in dB between the source image and the best attack on exact area scaling.</summary>
    public double PsnrOnArea => _psnrOnArea.Value;

    private static ProfileScaler Area => new(new ScalerProfile(ScalerLibrary.Downright, ScalerAlgorithm.Area));

    /// <summary>Scales another image to the target size, evenly, and pairs it with a source.</summary>
    public static AttackPair Of(PixelImage<byte> source, PixelImage<byte> other) => new(source, Area.Scale(other, TargetSize));

    /// <summary>The first ten RGB photos of a folder, by name, that fit: five sources, then five targets.</summary>
    /// <exception cref="IOException">There are fewer.</exception>
    public static IReadOnlyList<AttackPair> FromFolder(string folder)
    {
        var codec = new VipsImageCodec();
        PixelImage<byte>[] photos = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(path => codec.Decode(path, new DecodeOptions { Orient = false }))
            .Where(photo => photo.Format == PixelFormat.Rgb && Math.Min(photo.Width, photo.Height) >= LeastSide)
            .Take(2 * Count)];
        if (photos.Length < 2 * Count) throw new IOException($"{folder} has {photos.Length} RGB photos with sides of at least {LeastSide} pixels; {2 * Count} are wanted.");
        return [.. Enumerable.Range(0, Count).Select(i => Of(photos[i], photos[Count + i]))];
    }
}

using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>A photograph attacked for a scaler and a size.</summary>
/// <param name="Source">The photograph.</param>
/// <param name="Other">Another, whose content is hidden.</param>
/// <param name="Scaler">The scaler.</param>
/// <param name="Size">The target size.</param>
/// <param name="Seed">What varies.</param>
internal sealed record DetectionCase(PixelImage<byte> Source, PixelImage<byte> Other, ScalerProfile Scaler, ImageSize Size, int Seed)
{
    public static readonly string[] Scalers =
        ["opencv:nearest", "opencv:linear", "opencv:cubic", "opencv:lanczos4", "tensorflow1:nearest", "tensorflow1:linear", "tensorflow1:cubic", "pillow:nearest"];

    /// <summary>The sizes: scaling ratios of photographs of 300 to 512 pixels on the shorter side lie between 2 and 8 for one of them at least.</summary>
    private static readonly int[] Sides = [160, 112, 64, 224];

    /// <summary>Every kind of attack, the cheap variants of one before the next.</summary>
    public static readonly string[] Kinds = ["global", "global, JPEG 90", "global, frequencies × 0.6", "global, peaks / 50", "global, histogram matched", "local", "local, JPEG 90", "adaptive, δ 0.2", "adaptive, δ 0.5", "colour only"];

    /// <summary>The target size for a photo: one of four in turn, the first from there with a ratio in [2, 8).</summary>
    public static ImageSize? SizeFor(PixelImage<byte> photo, int index)
    {
        int[] fitting = [.. Sides.Where(side => Fits(photo, side))];
        return fitting is [] ? null : new ImageSize(fitting[index % fitting.Length], fitting[index % fitting.Length]);
    }

    /// <summary>Whether a photo's shorter side shrinks to a side by a ratio in [2, 8).</summary>
    public static bool Fits(PixelImage<byte> photo, int side) => (double)Math.Min(photo.Width, photo.Height) / side is >= 2 and < 8;

    /// <summary>The attack images by kind, made as they are asked for.</summary>
    public IEnumerable<(string Kind, PixelImage<byte> Image, PixelImage<byte> Target)> Attacks(bool all)
    {
        ScalingOperator op = ScalingOperator.Compile(Scaler, Source.Size, Size);
        PixelImage<byte> target = new ProfileScaler(ScalerProfile.Parse("downright:area")).Scale(Other, Size), patched = Patched();
        AttackResult global = Craft(op, target);
        yield return (Kinds[0], global.Image, target);
        yield return (Kinds[1], BenignPictures.Compressed(global.Image, 90), target);
        AttackResult local = Craft(op, patched);
        yield return (Kinds[5], local.Image, patched);
        yield return (Kinds[6], BenignPictures.Compressed(local.Image, 90), patched);
        if (!all) yield break;

        yield return (Kinds[2], DetectionEvasion.SuppressFrequencies(global, 0.6).Image, target);
        yield return (Kinds[3], DetectionEvasion.AddPeaks(global, 50).Image, target);
        PixelImage<byte> matched = DetectionEvasion.MatchHistogram(target, Source);
        yield return (Kinds[4], Craft(op, matched).Image, matched);
        PixelImage<byte> recoloured = Recoloured(new ProfileScaler(Scaler).Scale(Source, Size), target);
        yield return (Kinds[9], Craft(op, recoloured).Image, recoloured);
        foreach (var (kind, delta) in new[] { (Kinds[7], 0.2), (Kinds[8], 0.5) })
        {
            var options = new AdaptiveOptions { Delta = delta, Defence = new() { Scaler = Scaler }, Quadratic = new QuadraticOptions { Jobs = 1 } };
            yield return (kind, AdaptiveAttack.Craft(op, Source, target, options).Image, target);
        }
    }

    private AttackResult Craft(ScalingOperator op, PixelImage<byte> target) =>
        QuadraticAttack.Craft(op, Source, target, new QuadraticOptions { Scaler = new ProfileScaler(Scaler), Jobs = 1 });

    /// <summary>What the model would see anyway in the target's colours: each pixel of the target moved along the greys to the other's luma.</summary>
    public static PixelImage<byte> Recoloured(PixelImage<byte> seen, PixelImage<byte> target)
    {
        var samples = new byte[seen.Size.Samples(3)];
        for (int y = 0; y < seen.Height; y++)
        {
            for (int x = 0; x < 3 * seen.Width; x++)
            {
                int pixel = x - (x % 3);
                samples[(3 * y * seen.Width) + x] = (byte)Math.Clamp(target.Row(y)[x] + Math.Round(Luma(seen.Row(y)[pixel..]) - Luma(target.Row(y)[pixel..])), 0, 255);
            }
        }

        return new PixelImage<byte>(samples, seen.Size, PixelFormat.Rgb);

        static double Luma(ReadOnlySpan<byte> pixel) => ((77 * pixel[0]) + (150 * pixel[1]) + (29 * pixel[2])) / 256.0;
    }

    /// <summary>What the model would see anyway, with a fifth of its width and height covered by the other photograph.</summary>
    private PixelImage<byte> Patched()
    {
        byte[] samples = new ProfileScaler(Scaler).Scale(Source, Size).ToArray();
        int side = Size.Width / 5;
        var random = new Random(Seed);
        int left = random.Next(2, Size.Width - side - 2), top = random.Next(2, Size.Height - side - 2);
        PixelImage<byte> patch = new ProfileScaler(ScalerProfile.Parse("downright:area")).Scale(Other, new ImageSize(side, side));
        for (int y = 0; y < side; y++) patch.Row(y).CopyTo(samples.AsSpan((((top + y) * Size.Width) + left) * 3));
        return new PixelImage<byte>(samples, Size, PixelFormat.Rgb);
    }
}

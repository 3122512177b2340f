using Downright.Files;
using Downright.Scaling;

namespace Downright.Evidence;

/// <summary>A source photograph and another one, area-scaled, as the target; the model names different things in the two.</summary>
/// <param name="Source">The source image.</param>
/// <param name="Target">The target image.</param>
/// <param name="Truth">The source image, area-scaled.</param>
/// <param name="TruthClass">What the model sees in that.</param>
/// <param name="TargetClass">What the model sees in the target image.</param>
internal sealed record Pair(PixelImage<byte> Source, PixelImage<byte> Target, PixelImage<byte> Truth, int TruthClass, int TargetClass)
{
    /// <summary>What is scaled to.</summary>
    public static readonly ImageSize Size = new(112, 112);

    /// <summary>Pairs in each unit of the scaling ratio from 2 to 5; half as many have larger ones.</summary>
    public const int PerUnit = 5;

    private const int Seed = 21;
    private const int LargestRatio = 8;

    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("downright:area"));

    /// <summary>The scaling ratio of the shorter side.</summary>
    public double Ratio => (double)Math.Min(Source.Width, Source.Height) / Size.Width;

    /// <summary>
    /// Draws pairs of distinct sources by a fixed seed: as many in each unit of the scaling ratio (of the shorter side) from
    /// 2 to 5, and half as many from 5 to 8.
    /// </summary>
    public static IReadOnlyList<Pair> Draw(PixelImage<byte>[] photos, Classifier classifier)
    {
        var random = new Random(Seed);
        List<Pair> pairs = [];
        foreach (var (from, to, count) in (ReadOnlySpan<(int, int, int)>)[(2, 3, PerUnit), (3, 4, PerUnit), (4, 5, PerUnit), (5, LargestRatio, PerUnit / 2)])
        {
            PixelImage<byte>[] sources = [.. photos.Where(photo => Math.Min(photo.Width, photo.Height) / Size.Width is var ratio && ratio >= from && ratio < to)];
            if (sources.Length < count) throw new InvalidOperationException($"There are {sources.Length} photographs with a ratio in [{from}, {to}); {count} are wanted.");
            random.Shuffle(sources);
            pairs.AddRange(sources.Take(count).Select(source => With(source, photos, classifier, random)));
        }

        return pairs;
    }

    /// <summary>The first pairs' indices, a pair of each unit in turn, so that what is interrupted is even.</summary>
    public static IEnumerable<int> InTurn(int count) => Enumerable.Range(0, count).OrderBy(pair => pair % PerUnit);

    /// <summary>The RGB photographs of a folder, by name.</summary>
    public static PixelImage<byte>[] Photos(string folder)
    {
        var codec = new VipsImageCodec();
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(path => codec.Decode(path, new DecodeOptions { Orient = false }))
            .Where(photo => photo.Format == PixelFormat.Rgb)];
    }

    private static Pair With(PixelImage<byte> source, PixelImage<byte>[] photos, Classifier classifier, Random random)
    {
        PixelImage<byte> truth = Area.Scale(source, Size);
        int seen = classifier.Predict(truth);
        while (true)
        {
            PixelImage<byte> target = Area.Scale(photos[random.Next(photos.Length)], Size);
            int wanted = classifier.Predict(target);
            if (wanted != seen) return new Pair(source, target, truth, seen, wanted);
        }
    }
}

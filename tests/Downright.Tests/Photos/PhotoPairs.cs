using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>
/// Fifty pairs of photographs for attacks on 112×112: the source's scaling ratio (of its shorter side) lies in [2, 5), with
/// 17, 17 and 16 pairs in the unit bins; another photograph, area-scaled, is the target. A fixed seed draws them.
/// </summary>
internal static class PhotoPairs
{
    private const int Seed = 20;

    public static readonly ImageSize Size = new(112, 112);

    public static IReadOnlyList<(PixelImage<byte> Source, PixelImage<byte> Target)> Draw() => Draw((2, 17), (3, 17), (4, 16));

    /// <summary>Pairs with so many ratios in each unit bin.</summary>
    public static IReadOnlyList<(PixelImage<byte> Source, PixelImage<byte> Target)> Draw(params ReadOnlySpan<(int Ratio, int Count)> bins)
    {
        IReadOnlyList<PixelImage<byte>> photos = PhotoFolder.All();
        var area = new ProfileScaler(ScalerProfile.Parse("downright:area"));
        var random = new Random(Seed);
        List<(PixelImage<byte>, PixelImage<byte>)> pairs = [];
        foreach (var (ratio, count) in bins)
        {
            PixelImage<byte>[] sources = [.. photos.Where(p => Math.Min(p.Width, p.Height) / Size.Width == ratio)];
            Assert.SkipUnless(sources.Length >= count, $"The folder has {sources.Length} photographs with a ratio in [{ratio}, {ratio + 1}); {count} are wanted.");
            random.Shuffle(sources);
            foreach (PixelImage<byte> source in sources.Take(count))
            {
                PixelImage<byte> other = source;
                while (other == source) other = photos[random.Next(photos.Count)];
                pairs.Add((source, area.Scale(other, Size)));
            }
        }

        return pairs;
    }
}

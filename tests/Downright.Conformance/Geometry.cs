namespace Downright.Conformance;

/// <summary>One case: sizes, channels, and a seed for the samples.</summary>
internal sealed record Geometry(ImageSize Source, ImageSize Target, int Channels, int Seed)
{
    private const int Longest = 700;

    /// <summary>
    /// Random cases from a seed: shrinking and growing axes of 1–700 pixels, with a share of unchanged axes, whole
    /// ratios and one-pixel sides.
    /// </summary>
    public static IEnumerable<Geometry> Random(int count, IReadOnlyList<int> channels, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            var (width, targetWidth) = Axis(random);
            var (height, targetHeight) = Axis(random);
            yield return new Geometry(new(width, height), new(targetWidth, targetHeight), channels[i % channels.Count], random.Next());
        }
    }

    private static (int Source, int Target) Axis(Random random)
    {
        int kind = random.Next(100);
        int source = Side(random), target = Side(random);
        return kind switch
        {
            < 8 => (source, source),
            < 20 => Whole(random),
            < 24 => (1, target),
            < 28 => (source, 1),
            _ => (source, target),
        };
    }

    /// <summary>As many small sides as large ones.</summary>
    private static int Side(Random random) =>
        random.Next(2) == 0 ? random.Next(1, Longest + 1) : (int)Math.Exp(random.NextDouble() * Math.Log(Longest));

    private static (int Source, int Target) Whole(Random random)
    {
        int ratio = random.Next(2, 12), target = random.Next(1, (Longest / ratio) + 1);
        return (target * ratio, target);
    }
}

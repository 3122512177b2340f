using Downright.Evaluation.Classifiers;
using MathNet.Numerics.Random;

namespace Downright.Evaluation.Planning;

/// <summary>
/// Draws the pairs: for each size and bin, sources whose real size gives such a ratio, in turn, each with targets drawn at
/// random among the photos that the classifier tells apart from it. No source is ever enlarged to fit a bin.
/// </summary>
internal static class PairPlan
{
    private const int TargetsPerSource = 24;

    /// <summary>How many targets are drawn for one place before it is given up.</summary>
    private const int Tries = 50;

    /// <summary>Draws them.</summary>
    /// <param name="photos">All photos.</param>
    /// <param name="sizes">The target sizes.</param>
    /// <param name="pairs">The most pairs of a size and bin.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="predict">What the classifier says of a photo, scaled to a size.</param>
    public static IReadOnlyList<Pair> Draw(IReadOnlyList<Photo> photos, IReadOnlyList<ImageSize> sizes, int pairs, int seed, Func<int, ImageSize, Prediction> predict)
    {
        List<Pair> plan = [];
        foreach (ImageSize size in sizes)
        {
            for (int bin = 0; bin < RatioBin.All.Count; bin++)
            {
                var random = new MersenneTwister(HashCodeOf(seed, size, bin));
                int[] sources = [.. Enumerable.Range(0, photos.Count).Where(i => RatioBin.IndexOf(RatioBin.RatioOf(photos[i].Size, size)) == bin)];
                Shuffle(sources, random);
                var taken = new HashSet<(int, int)>();
                for (int round = 0; round < TargetsPerSource && taken.Count < pairs; round++)
                {
                    foreach (int source in sources.Take(pairs - taken.Count))
                    {
                        if (TargetFor(source) is { } target) plan.Add(new Pair(plan.Count, source, target, size, Math.Round(RatioBin.RatioOf(photos[source].Size, size), 4)));
                    }
                }

                int? TargetFor(int source)
                {
                    for (int attempt = 0; attempt < Tries; attempt++)
                    {
                        int target = random.Next(photos.Count);
                        if (target != source && !taken.Contains((source, target)) && !predict(source, size).Agrees(predict(target, size)))
                        {
                            taken.Add((source, target));
                            return target;
                        }
                    }

                    return null;
                }
            }
        }

        return plan;
    }

    private static int HashCodeOf(int seed, ImageSize size, int bin) => unchecked((((((seed * 31) + size.Width) * 31) + size.Height) * 31) + bin);

    private static void Shuffle(int[] items, MersenneTwister random)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}

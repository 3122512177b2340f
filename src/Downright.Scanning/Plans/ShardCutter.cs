using Downright.Scanning.Sources;

namespace Downright.Scanning.Plans;

/// <summary>Cuts a list of inputs into shards of about the same weight; the same list is always cut alike.</summary>
internal static class ShardCutter
{
    /// <summary>The images of a shard, unless that would make more than <see cref="MostShards"/>: little work to do again, few files.</summary>
    public const long UsualImages = 1000;

    /// <summary>The most shards that are made unasked.</summary>
    private const long MostShards = 10_000;

    /// <summary>The shards.</summary>
    /// <param name="inputs">The inputs with their offsets in the list.</param>
    /// <param name="total">The weight of all of them.</param>
    /// <param name="images">How many images a shard is to have.</param>
    /// <param name="shards">How many shards are wanted: exactly that many are made, empty ones last; null to let their size decide.</param>
    public static IReadOnlyList<IReadOnlyList<long>> Cut(IEnumerable<(long Offset, ScanInput Input)> inputs, long total, long images, int? shards)
    {
        long wanted = shards ?? Math.Clamp((total + images - 1) / images, 1, MostShards);
        var cut = new List<IReadOnlyList<long>>();
        long offset = 0, count = 0, weight = 0, before = 0;
        foreach (var (at, input) in inputs)
        {
            // A shard ends where its share of the whole weight does.
            if (count > 0 && before >= Share(cut.Count + 1))
            {
                cut.Add([offset, count, weight]);
                (count, weight) = (0, 0);
            }

            if (count == 0) offset = at;
            count++;
            weight += input.Weight;
            before += input.Weight;
        }

        if (count > 0) cut.Add([offset, count, weight]);
        while (shards is not null && cut.Count < shards) cut.Add([0, 0, 0]);
        return cut;

        long Share(int number) => (long)((Int128)total * number / wanted);
    }
}

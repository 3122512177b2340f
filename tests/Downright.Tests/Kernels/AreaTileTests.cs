using CsCheck;
using Downright.Kernels;

namespace Downright.Tests.Kernels;

public sealed class AreaTileTests
{
    private static readonly Gen<(int[] Ends, int Most, int Stripe)> Cuts = Gen.Select(
        Gen.Int[0, 300].Array[1, 60],
        Gen.Int[1, 2000],
        Gen.OneOf(Gen.Const(4), Gen.Const(32), Gen.Const(64), Gen.Const(128)),
        (lengths, most, stripe) =>
        {
            int end = 1;
            return (Array.ConvertAll(lengths, length => end += length), most, stripe);
        });

    [Fact]
    public void Every_sample_and_every_group_belongs_to_one_tile() => Cuts.Sample(cut =>
    {
        int sample = 0, group = 0;
        foreach (AreaTile tile in AreaTile.Cut(cut.Ends, cut.Most, cut.Stripe))
        {
            Assert.Equal((sample, group), (tile.First, tile.Group));
            Assert.InRange(tile.Groups, 1, cut.Ends.Length);
            sample += tile.Length;
            group += tile.Groups;

            // A group is weighed when all of its samples are summed.
            Assert.InRange(cut.Ends[group - 1], 0, sample);
        }

        Assert.Equal((cut.Ends[^1], cut.Ends.Length), (sample, group));
    });

    [Fact]
    public void Tiles_are_whole_stripes_and_no_rest_is_shorter_than_one() => Cuts.Sample(cut =>
    {
        foreach (AreaTile tile in AreaTile.Cut(cut.Ends, cut.Most, cut.Stripe))
        {
            if (tile.First + tile.Length < cut.Ends[^1]) Assert.Equal(0, tile.Length % cut.Stripe);
            else if (tile.Length > 0) Assert.True(tile.Length >= Math.Min(cut.Stripe, cut.Ends[^1]));
        }
    });
}

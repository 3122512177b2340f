namespace Downright.Kernels;

/// <summary>
/// Columns of area scaling that are worked on together: few enough that their part of an output row's source rows waits in
/// the second cache while the tile before it is worked on.
/// </summary>
/// <param name="First">The first sample of a row.</param>
/// <param name="Length">The number of samples.</param>
/// <param name="Group">The first group of outputs whose samples end here.</param>
/// <param name="Groups">The number of these groups.</param>
internal readonly record struct AreaTile(int First, int Length, int Group, int Groups)
{
    /// <param name="ends">For each group of outputs the sample after its last one, ascending.</param>
    /// <param name="most">About how many samples of a row a tile may have.</param>
    /// <param name="stripe">Tiles consist of whole stripes of so many samples, but for the last one's end.</param>
    public static AreaTile[] Cut(int[] ends, int most, int stripe)
    {
        int count = Math.Clamp((ends[^1] + most - 1) / most, 1, ends.Length);
        var tiles = new AreaTile[count];
        int first = 0, group = 0;
        for (int i = 0; i < count; i++)
        {
            int next = (int)((long)ends.Length * (i + 1) / count), end = (ends[next - 1] + stripe - 1) / stripe * stripe;

            // What is left is no less than a stripe, so that it need not be done sample by sample.
            if (end > ends[^1] - stripe) end = ends[^1];
            tiles[i] = new AreaTile(first, end - first, group, next - group);
            (first, group) = (end, next);
        }

        return tiles;
    }
}

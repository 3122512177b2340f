using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// The order of words in which a multiplication that adds neighbours sums pixels by channel: a quarter of 128 bits takes a
/// channel of two pixels, one after the other. Three channels leave every fourth pair unused.
/// </summary>
internal static class WordPairs
{
    private static readonly int[][] Orders = [.. Enumerable.Range(0, 5).Select(channels => Of(channels, 32))];

    /// <summary>For each word of a vector the pixel that it comes from, −1 for an unused one.</summary>
    public static ReadOnlySpan<int> Order(int channels, int words) => Orders[channels].AsSpan(0, words);

    /// <summary>Where each byte of the ordered 128 bits comes from, for 3 or 4 channels.</summary>
    public static Vector128<byte> Bytes(int channels) => channels == 3
        ? Vector128.Create((byte)0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11, 4, 5, 10, 11)
        : Vector128.Create((byte)0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15);

    private static int[] Of(int channels, int words) =>
        [.. Enumerable.Range(0, words).Select(w => channels == 1 ? w : w % 8 / 2 < channels ? (w / 8 * 2) + (w % 2) : -1)];
}

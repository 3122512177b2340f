using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// The order of words in which a multiplication that adds neighbours sums pixels by channel: a quarter of 128 bits takes a
/// channel of two pixels, one after the other. Three channels leave every fourth pair unused.
/// </summary>
internal static class WordPairs
{
    /// <summary>Where each byte of the ordered 128 bits comes from: the lower and the higher eight, for 3 and for 4 channels.</summary>
    public const ulong Low3 = 0x0908_0302_0706_0100, High3 = 0x0B0A_0504_0B0A_0504, Low4 = 0x0B0A_0302_0908_0100, High4 = 0x0F0E_0706_0D0C_0504;

    private static readonly int[][] Orders = [.. Enumerable.Range(0, 5).Select(channels => Of(channels, 32))];

    /// <summary>For each word of a vector the pixel that it comes from, −1 for an unused one.</summary>
    public static ReadOnlySpan<int> Order(int channels, int words) => Orders[channels].AsSpan(0, words);

    /// <summary>Where each byte of the ordered 128 bits comes from, for 3 or 4 channels.</summary>
    public static Vector128<byte> Bytes(int channels) => (channels == 3 ? Vector128.Create(Low3, High3) : Vector128.Create(Low4, High4)).AsByte();

    private static int[] Of(int channels, int words) =>
        [.. Enumerable.Range(0, words).Select(w => channels == 1 ? w : w % 8 / 2 < channels ? (w / 8 * 2) + (w % 2) : -1)];
}

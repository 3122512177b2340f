using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>|2a − b − c| of bytes a, b and c, at most <see cref="Largest"/>; exact at every width.</summary>
internal static class SecondDifferences
{
    /// <summary>Larger differences count as this one: edges of an image's own would drown the rest.</summary>
    public const int Largest = 64;

    /// <summary>Adds a row of them to sums.</summary>
    /// <param name="before">Values b.</param>
    /// <param name="middle">Values a.</param>
    /// <param name="after">Values c.</param>
    /// <param name="sums">One sum a value, in 16 bits: for at most 1,023 rows.</param>
    public static void Add(ReadOnlySpan<byte> before, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> after, Span<ushort> sums)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= sums.Length - 16; i += 16)
            {
                Vector128<byte> b = Vector128.Create(before[i..]), a = Vector128.Create(middle[i..]), c = Vector128.Create(after[i..]);
                (Vector128.Create<ushort>(sums[i..]) + Of(Vector128.WidenLower(b), Vector128.WidenLower(a), Vector128.WidenLower(c))).CopyTo(sums[i..]);
                (Vector128.Create<ushort>(sums[(i + 8)..]) + Of(Vector128.WidenUpper(b), Vector128.WidenUpper(a), Vector128.WidenUpper(c))).CopyTo(sums[(i + 8)..]);
            }
        }

        for (; i < sums.Length; i++) sums[i] += (ushort)Math.Min(Math.Abs((2 * middle[i]) - before[i] - after[i]), Largest);
    }

    private static Vector128<ushort> Of(Vector128<ushort> before, Vector128<ushort> middle, Vector128<ushort> after)
    {
        Vector128<short> difference = (middle + middle - before - after).AsInt16();
        return Vector128.Min(Vector128.Abs(difference), Vector128.Create((short)Largest)).AsUInt16();
    }
}

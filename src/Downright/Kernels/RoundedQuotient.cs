namespace Downright.Kernels;

/// <summary>
/// The mean of so many bytes, rounded, halves up: ⌊(2 sum + count) / (2 count)⌋, by a multiplication (Granlund and
/// Montgomery 1994, theorem 4.2) where that is exact.
/// </summary>
/// <param name="count">How many bytes, at least 1.</param>
internal readonly struct RoundedQuotient(long count)
{
    /// <summary>The dividend stays below 2⁹ count, so that 2⁵⁴ exceeds the product of it and the multiplier's error, below 2 count.</summary>
    private const int Shift = 54;

    private const long MostByMultiplying = 1 << 22;

    private readonly ulong _count = (ulong)count;
    private readonly ulong _multiplier = count < MostByMultiplying ? ((1UL << Shift) / (2 * (ulong)count)) + 1 : 0;

    /// <summary>Divides a sum of the bytes.</summary>
    public byte Of(ulong sum)
    {
        ulong dividend = (2 * sum) + _count;
        return (byte)(_multiplier != 0 ? (dividend * _multiplier) >> Shift : dividend / (2 * _count));
    }
}

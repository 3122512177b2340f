using System.Numerics;

namespace Downright.Tests.Reference;

/// <summary>Philox4x32-10 and an unbiased draw from its words, in numbers without bounds.</summary>
internal static class ReferencePhilox
{
    private static readonly BigInteger Word = BigInteger.One << 32;

    public static IEnumerable<uint> Words(ulong key, long index)
    {
        for (uint attempt = 0; ; attempt++)
        {
            foreach (BigInteger word in Block([index % (long)Word, index / (long)Word, attempt, 0], [key % (ulong)Word, key / (ulong)Word]))
                yield return (uint)word;
        }
    }

    public static int Draw(ulong key, long index, int range)
    {
        // The words below 2³² mod range, in the product's low half, would make some results more likely than others.
        BigInteger word = Words(key, index).First(w => (w * (BigInteger)range % Word) >= Word % range);
        return (int)(word * range / Word);
    }

    public static BigInteger[] Block(BigInteger[] counter, BigInteger[] key)
    {
        for (int round = 0; round < 10; round++)
        {
            BigInteger even = counter[0] * 0xD2511F53, odd = counter[2] * 0xCD9E8D57;
            counter = [(odd / Word) ^ counter[1] ^ key[0], odd % Word, (even / Word) ^ counter[3] ^ key[1], even % Word];
            key = [(key[0] + 0x9E3779B9) % Word, (key[1] + 0xBB67AE85) % Word];
        }

        return counter;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>The value that has a given number of others before it in ascending order (Hoare 1961, "Algorithm 65: Find").</summary>
internal static class OrderStatistic
{
    /// <summary>Finds the value of a rank. The order of the values changes.</summary>
    public static double Ranked(Span<double> values, int rank)
    {
        int left = 0, right = values.Length - 1;
        while (left < right)
        {
            double pivot = values[(left + right) / 2];
            int i = left, j = right;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (pivot < values[j]) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (rank <= j) right = j;
            else if (rank >= i) left = i;
            else break;
        }

        return values[rank];
    }

    /// <summary>Finds the byte of a rank, bit by bit from the highest: the largest that no more others than that lie below.</summary>
    /// <param name="values">Whole vectors of 32; fill them up with 255, which comes last.</param>
    /// <param name="rank">How many come before it in ascending order.</param>
    public static byte Ranked(ReadOnlySpan<byte> values, int rank)
    {
        ReadOnlySpan<Vector256<byte>> vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(values);
        int value = 0;
        for (int bit = 0x80; bit != 0; bit >>= 1)
        {
            var limit = Vector256.Create((byte)(value | bit));
            int below = 0;
            foreach (Vector256<byte> vector in vectors) below += BitOperations.PopCount(Vector256.LessThan(vector, limit).ExtractMostSignificantBits());
            if (below <= rank) value |= bit;
        }

        return (byte)value;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>
/// Bytes as bit planes. Eight rows of bytes become eight planes, one for each bit of a byte: bit i of byte j of plane b is
/// bit b of byte j of row i. So a vector of a plane holds one bit of eight times as many samples as it has bytes, and a
/// load from d bytes further holds those of the samples d further in each row. Doing it twice undoes it.
/// </summary>
internal static class BitPlanes
{
    /// <summary>Turns rows into planes, or planes into rows.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="rowStep">Bytes from a row to the next.</param>
    /// <param name="planes">The first plane.</param>
    /// <param name="planeStep">Bytes from a plane to the next.</param>
    /// <param name="chunks">The parts of the rows to work on.</param>
    public static void Transpose(ref byte rows, nint rowStep, ref byte planes, nint planeStep, ReadOnlySpan<BitChunk> chunks)
    {
        foreach (BitChunk chunk in chunks)
        {
            ref byte from = ref Unsafe.Add(ref rows, chunk.Start);
            ref byte to = ref Unsafe.Add(ref planes, chunk.Start);
            switch (chunk.Bytes)
            {
                case 128: Transpose<Bits1024>(ref from, rowStep, ref to, planeStep); break;
                case 96: Transpose<Bits768>(ref from, rowStep, ref to, planeStep); break;
                case 64: Transpose<Bits512>(ref from, rowStep, ref to, planeStep); break;
                case 32: Transpose<Bits256>(ref from, rowStep, ref to, planeStep); break;
                case 16: Transpose<Bits128>(ref from, rowStep, ref to, planeStep); break;
                default: Transpose<Bits64>(ref from, rowStep, ref to, planeStep); break;
            }
        }
    }

    /// <summary>
    /// Exchanges halves of bytes, then quarters, then bits, between rows that lie 4, 2 and 1 apart. A method by itself for
    /// each width: together they exceed what the compiler inlines.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(ref byte rows, nint rowStep, ref byte planes, nint planeStep)
        where T : unmanaged, ILogic<T>
    {
        T r0 = T.Load(ref rows), r1 = T.Load(ref Unsafe.Add(ref rows, rowStep));
        T r2 = T.Load(ref Unsafe.Add(ref rows, 2 * rowStep)), r3 = T.Load(ref Unsafe.Add(ref rows, 3 * rowStep));
        T r4 = T.Load(ref Unsafe.Add(ref rows, 4 * rowStep)), r5 = T.Load(ref Unsafe.Add(ref rows, 5 * rowStep));
        T r6 = T.Load(ref Unsafe.Add(ref rows, 6 * rowStep)), r7 = T.Load(ref Unsafe.Add(ref rows, 7 * rowStep));

        T mask = T.Broadcast(0x0F);
        Exchange(ref r0, ref r4, 4, mask);
        Exchange(ref r1, ref r5, 4, mask);
        Exchange(ref r2, ref r6, 4, mask);
        Exchange(ref r3, ref r7, 4, mask);
        mask = T.Broadcast(0x33);
        Exchange(ref r0, ref r2, 2, mask);
        Exchange(ref r1, ref r3, 2, mask);
        Exchange(ref r4, ref r6, 2, mask);
        Exchange(ref r5, ref r7, 2, mask);
        mask = T.Broadcast(0x55);
        Exchange(ref r0, ref r1, 1, mask);
        Exchange(ref r2, ref r3, 1, mask);
        Exchange(ref r4, ref r5, 1, mask);
        Exchange(ref r6, ref r7, 1, mask);

        r0.Store(ref planes);
        r1.Store(ref Unsafe.Add(ref planes, planeStep));
        r2.Store(ref Unsafe.Add(ref planes, 2 * planeStep));
        r3.Store(ref Unsafe.Add(ref planes, 3 * planeStep));
        r4.Store(ref Unsafe.Add(ref planes, 4 * planeStep));
        r5.Store(ref Unsafe.Add(ref planes, 5 * planeStep));
        r6.Store(ref Unsafe.Add(ref planes, 6 * planeStep));
        r7.Store(ref Unsafe.Add(ref planes, 7 * planeStep));
    }

    /// <summary>Exchanges the high part of each group of a with the low part of b's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange<T>(ref T a, ref T b, int bits, T mask)
        where T : unmanaged, ILogic<T>
    {
        // With three inputs an instruction merging takes one, else three.
        if (Avx512F.VL.IsSupported)
        {
            T lower = a >>> bits;
            a = T.Merge(mask, a, b << bits);
            b = T.Merge(mask, lower, b);
            return;
        }

        T differing = ((a >>> bits) ^ b) & mask;
        b ^= differing;
        a ^= differing << bits;
    }
}

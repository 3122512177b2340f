using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>One word: the loops without vectors.</summary>
internal readonly struct Words16(ushort word) : IWords<Words16>
{
    private readonly ushort _word = word;

    public static int Count => 1;

    public static Words16 LoadBytes(ref byte source) => new(source);

    public static Words16 Broadcast(int word) => new((ushort)word);

    public static Words16 operator +(Words16 a, Words16 b) => new((ushort)(a._word + b._word));

    public static Words16 operator <<(Words16 a, int bits) => new((ushort)(a._word << bits));

    public static Words16 MultiplyHigh(Words16 a, Words16 b) => new((ushort)(((a._word * b._word) + (1 << 14)) >> 15));

    public void Store(ref ushort target) => target = _word;

    public static int Pixels(int channels) => 1;

    public static ReadOnlySpan<int> PixelOrder(int channels) => [0];

    public static Vector128<int> WeighPixels(ref ushort words, ref short weights, int vectors, int channels)
    {
        int a = 0, b = 0, c = 0, d = 0;
        for (int v = 0; v < vectors; v++)
        {
            int weight = Unsafe.Add(ref weights, v);
            ref ushort pixel = ref Unsafe.Add(ref words, v * channels);
            a += weight * pixel;
            if (channels == 1) continue;
            b += weight * Unsafe.Add(ref pixel, 1);
            c += weight * Unsafe.Add(ref pixel, 2);
            if (channels == 4) d += weight * Unsafe.Add(ref pixel, 3);
        }

        return Vector128.Create(a, b, c, d);
    }

    public static int Sums => 1;

    public static void Divide(ref int sums, ref byte output, uint reciprocal, int shift) =>
        output = (byte)((((ulong)(uint)sums * reciprocal) + (1ul << (shift - 1))) >> shift);
}

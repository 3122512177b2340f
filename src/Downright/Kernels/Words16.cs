using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>One word: the loops without vectors.</summary>
internal readonly struct Words16(ushort word) : IWords<Words16>
{
    private readonly ushort _word = word;

    public static int Count => 1;

    public static Words16 LoadBytes(ref byte source) => new(source);

    public static Words16 LoadPairs(ref byte source) => new(Unsafe.ReadUnaligned<ushort>(ref source));

    public static Words16 Broadcast(int word) => new((ushort)word);

    public static Words16 operator +(Words16 a, Words16 b) => new((ushort)(a._word + b._word));

    public static Words16 operator -(Words16 a, Words16 b) => new((ushort)(a._word - b._word));

    public static Words16 operator &(Words16 a, Words16 b) => new((ushort)(a._word & b._word));

    public static Words16 operator <<(Words16 a, int bits) => new((ushort)(a._word << bits));

    public static Words16 operator >>>(Words16 a, int bits) => new((ushort)(a._word >> bits));

    public static Words16 MultiplyHigh(Words16 a, Words16 b) => new((ushort)(((a._word * b._word) + (1 << 14)) >> 15));

    public void Store(ref ushort target) => target = _word;

    public static void StoreInTurns(Words16 even, Words16 odd, ref ushort target)
    {
        even.Store(ref target);
        odd.Store(ref Unsafe.Add(ref target, 1));
    }

    public static int Outputs(int channels) => 1;

    public static ReadOnlySpan<int> PixelOrder(int channels) => [0];

    public static void Weigh(ref ushort words, ref int starts, ref short weights, int steps, int channels, ref int sums)
    {
        for (int c = 0; c < channels; c++)
        {
            int sum = 0;
            ref ushort word = ref Unsafe.Add(ref words, starts + c);
            for (int step = 0; step < steps; step++) sum += Unsafe.Add(ref weights, step) * Unsafe.Add(ref word, step * channels);
            Unsafe.Add(ref sums, c) = sum;
        }
    }

    public static int Sums => 1;

    public static void Divide(ref int sums, ref byte output, uint reciprocal, int shift) =>
        output = (byte)((((ulong)(uint)sums * reciprocal) + (1ul << (shift - 1))) >> shift);
}

using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>64 bits of a general register: the loops without vectors.</summary>
internal readonly struct Bits64(ulong bits) : IBits<Bits64>
{
    private readonly ulong _bits = bits;

    public static int Bytes => sizeof(ulong);

    public static Bits64 Load(ref byte source) => new(Unsafe.ReadUnaligned<ulong>(ref source));

    public void Store(ref byte target) => Unsafe.WriteUnaligned(ref target, _bits);

    public static Bits64 Broadcast(byte value) => new(value * 0x0101010101010101ul);

    public static Bits64 operator ^(Bits64 a, Bits64 b) => new(a._bits ^ b._bits);

    public static Bits64 operator &(Bits64 a, Bits64 b) => new(a._bits & b._bits);

    public static Bits64 operator <<(Bits64 a, int bits) => new(a._bits << bits);

    public static Bits64 operator >>>(Bits64 a, int bits) => new(a._bits >>> bits);

    public static Bits64 Broadcast(ulong value) => new(value);

    public static Bits64 operator +(Bits64 a, Bits64 b) => new(a._bits + b._bits);

    public static Bits64 Multiply(Bits64 a, Bits64 b) => new((ulong)(uint)a._bits * (uint)b._bits);

    public static Bits64 Sum(Bits64 a, Bits64 b, Bits64 c) => new(a._bits ^ b._bits ^ c._bits);

    public static Bits64 Carry(Bits64 a, Bits64 b, Bits64 c) => new(a._bits ^ ((a._bits ^ b._bits) & (a._bits ^ c._bits)));

    public static Bits64 KeepUnequal(Bits64 a, Bits64 b, Bits64 c) => new(a._bits & (b._bits ^ c._bits));

    public static Bits64 Merge(Bits64 a, Bits64 b, Bits64 c) => new(c._bits ^ (a._bits & (b._bits ^ c._bits)));
}

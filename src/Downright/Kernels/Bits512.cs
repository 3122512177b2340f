using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>512 bits of AVX-512.</summary>
internal readonly struct Bits512(Vector512<ulong> bits) : IBits<Bits512>
{
    private readonly Vector512<ulong> _bits = bits;

    public static int Bytes => 64;

    public static Bits512 Load(ref byte source) => new(Vector512.LoadUnsafe(ref source).AsUInt64());

    public void Store(ref byte target) => _bits.AsByte().StoreUnsafe(ref target);

    public static Bits512 Broadcast(byte value) => new(Vector512.Create(value).AsUInt64());

    public static Bits512 operator ^(Bits512 a, Bits512 b) => new(a._bits ^ b._bits);

    public static Bits512 operator &(Bits512 a, Bits512 b) => new(a._bits & b._bits);

    public static Bits512 operator <<(Bits512 a, int bits) => new(a._bits << bits);

    public static Bits512 operator >>>(Bits512 a, int bits) => new(a._bits >>> bits);

    public static Bits512 Broadcast(ulong value) => new(Vector512.Create(value));

    public static Bits512 operator +(Bits512 a, Bits512 b) => new(a._bits + b._bits);

    public static Bits512 Multiply(Bits512 a, Bits512 b) => new(Avx512F.Multiply(a._bits.AsUInt32(), b._bits.AsUInt32()));

    public static Bits512 Sum(Bits512 a, Bits512 b, Bits512 c) => new(Avx512F.IsSupported
        ? Avx512F.TernaryLogic(a._bits, b._bits, c._bits, Truth.Sum)
        : a._bits ^ b._bits ^ c._bits);

    public static Bits512 Carry(Bits512 a, Bits512 b, Bits512 c) => new(Avx512F.IsSupported
        ? Avx512F.TernaryLogic(a._bits, b._bits, c._bits, Truth.Carry)
        : a._bits ^ ((a._bits ^ b._bits) & (a._bits ^ c._bits)));

    public static Bits512 KeepUnequal(Bits512 a, Bits512 b, Bits512 c) => new(a._bits & (b._bits ^ c._bits));

    public static Bits512 Merge(Bits512 a, Bits512 b, Bits512 c) => new(Vector512.ConditionalSelect(a._bits, b._bits, c._bits));
}

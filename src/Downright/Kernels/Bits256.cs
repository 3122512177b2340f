using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>256 bits of AVX2, with AVX-512's logic of three where it is there.</summary>
internal readonly struct Bits256(Vector256<ulong> bits) : IBits<Bits256>
{
    private readonly Vector256<ulong> _bits = bits;

    public static int Bytes => 32;

    public static Bits256 Load(ref byte source) => new(Vector256.LoadUnsafe(ref source).AsUInt64());

    public void Store(ref byte target) => _bits.AsByte().StoreUnsafe(ref target);

    public static Bits256 Broadcast(byte value) => new(Vector256.Create(value).AsUInt64());

    public static Bits256 operator ^(Bits256 a, Bits256 b) => new(a._bits ^ b._bits);

    public static Bits256 operator &(Bits256 a, Bits256 b) => new(a._bits & b._bits);

    public static Bits256 operator <<(Bits256 a, int bits) => new(a._bits << bits);

    public static Bits256 operator >>>(Bits256 a, int bits) => new(a._bits >>> bits);

    public static Bits256 Broadcast(ulong value) => new(Vector256.Create(value));

    public static Bits256 operator +(Bits256 a, Bits256 b) => new(a._bits + b._bits);

    public static Bits256 Multiply(Bits256 a, Bits256 b) => new(Avx2.Multiply(a._bits.AsUInt32(), b._bits.AsUInt32()));

    public static Bits256 Sum(Bits256 a, Bits256 b, Bits256 c) => new(Avx512F.VL.IsSupported
        ? Avx512F.VL.TernaryLogic(a._bits, b._bits, c._bits, Truth.Sum)
        : a._bits ^ b._bits ^ c._bits);

    public static Bits256 Carry(Bits256 a, Bits256 b, Bits256 c) => new(Avx512F.VL.IsSupported
        ? Avx512F.VL.TernaryLogic(a._bits, b._bits, c._bits, Truth.Carry)
        : a._bits ^ ((a._bits ^ b._bits) & (a._bits ^ c._bits)));

    public static Bits256 KeepUnequal(Bits256 a, Bits256 b, Bits256 c) => new(a._bits & (b._bits ^ c._bits));

    public static Bits256 Merge(Bits256 a, Bits256 b, Bits256 c) => new(Vector256.ConditionalSelect(a._bits, b._bits, c._bits));
}

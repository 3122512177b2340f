using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>128 bits of any processor's vectors.</summary>
internal readonly struct Bits128(Vector128<ulong> bits) : IBits<Bits128>
{
    private readonly Vector128<ulong> _bits = bits;

    public static int Bytes => 16;

    public static Bits128 Load(ref byte source) => new(Vector128.LoadUnsafe(ref source).AsUInt64());

    public void Store(ref byte target) => _bits.AsByte().StoreUnsafe(ref target);

    public static Bits128 Broadcast(byte value) => new(Vector128.Create(value).AsUInt64());

    public static Bits128 operator ^(Bits128 a, Bits128 b) => new(a._bits ^ b._bits);

    public static Bits128 operator &(Bits128 a, Bits128 b) => new(a._bits & b._bits);

    public static Bits128 operator <<(Bits128 a, int bits) => new(a._bits << bits);

    public static Bits128 operator >>>(Bits128 a, int bits) => new(a._bits >>> bits);

    public static Bits128 Broadcast(ulong value) => new(Vector128.Create(value));

    public static Bits128 operator +(Bits128 a, Bits128 b) => new(a._bits + b._bits);

    public static Bits128 Multiply(Bits128 a, Bits128 b)
    {
        if (Sse2.IsSupported) return new(Sse2.Multiply(a._bits.AsUInt32(), b._bits.AsUInt32()));
        if (AdvSimd.IsSupported) return new(AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(a._bits), AdvSimd.ExtractNarrowingLower(b._bits)));
        return new(Vector128.Create((ulong)(uint)a._bits[0] * (uint)b._bits[0], (ulong)(uint)a._bits[1] * (uint)b._bits[1]));
    }

    public static Bits128 Sum(Bits128 a, Bits128 b, Bits128 c) => new(Avx512F.VL.IsSupported
        ? Avx512F.VL.TernaryLogic(a._bits, b._bits, c._bits, Truth.Sum)
        : a._bits ^ b._bits ^ c._bits);

    public static Bits128 Carry(Bits128 a, Bits128 b, Bits128 c) => new(Avx512F.VL.IsSupported
        ? Avx512F.VL.TernaryLogic(a._bits, b._bits, c._bits, Truth.Carry)
        : a._bits ^ ((a._bits ^ b._bits) & (a._bits ^ c._bits)));

    public static Bits128 KeepUnequal(Bits128 a, Bits128 b, Bits128 c) => new(a._bits & (b._bits ^ c._bits));

    public static Bits128 Merge(Bits128 a, Bits128 b, Bits128 c) => new(Vector128.ConditionalSelect(a._bits, b._bits, c._bits));
}

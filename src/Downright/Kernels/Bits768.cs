using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>One and a half vectors of AVX-512: the lanes of 224 pixels of three channels at once.</summary>
internal readonly struct Bits768(Vector512<ulong> lower, Vector256<ulong> upper) : ILogic<Bits768>
{
    private readonly Vector512<ulong> _lower = lower;
    private readonly Vector256<ulong> _upper = upper;

    public static int Bytes => 96;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 Load(ref byte source) => new(Vector512.LoadUnsafe(ref source).AsUInt64(), Vector256.LoadUnsafe(ref source, 64).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte target)
    {
        _lower.AsByte().StoreUnsafe(ref target);
        _upper.AsByte().StoreUnsafe(ref target, 64);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 Broadcast(byte value) => new(Vector512.Create(value).AsUInt64(), Vector256.Create(value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 operator ^(Bits768 a, Bits768 b) => new(a._lower ^ b._lower, a._upper ^ b._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 operator &(Bits768 a, Bits768 b) => new(a._lower & b._lower, a._upper & b._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 operator <<(Bits768 a, int bits) => new(a._lower << bits, a._upper << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 operator >>>(Bits768 a, int bits) => new(a._lower >>> bits, a._upper >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 Sum(Bits768 a, Bits768 b, Bits768 c) => new(
        Avx512F.TernaryLogic(a._lower, b._lower, c._lower, Truth.Sum), Avx512F.VL.TernaryLogic(a._upper, b._upper, c._upper, Truth.Sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 Carry(Bits768 a, Bits768 b, Bits768 c) => new(
        Avx512F.TernaryLogic(a._lower, b._lower, c._lower, Truth.Carry), Avx512F.VL.TernaryLogic(a._upper, b._upper, c._upper, Truth.Carry));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 KeepUnequal(Bits768 a, Bits768 b, Bits768 c) => new(a._lower & (b._lower ^ c._lower), a._upper & (b._upper ^ c._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits768 Merge(Bits768 a, Bits768 b, Bits768 c) => new(
        Vector512.ConditionalSelect(a._lower, b._lower, c._lower), Vector256.ConditionalSelect(a._upper, b._upper, c._upper));
}

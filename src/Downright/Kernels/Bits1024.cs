using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>Two vectors of AVX-512.</summary>
internal readonly struct Bits1024(Vector512<ulong> lower, Vector512<ulong> upper) : ILogic<Bits1024>
{
    private readonly Vector512<ulong> _lower = lower;
    private readonly Vector512<ulong> _upper = upper;

    public static int Bytes => 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 Load(ref byte source) => new(Vector512.LoadUnsafe(ref source).AsUInt64(), Vector512.LoadUnsafe(ref source, 64).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte target)
    {
        _lower.AsByte().StoreUnsafe(ref target);
        _upper.AsByte().StoreUnsafe(ref target, 64);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 Broadcast(byte value) => new(Vector512.Create(value).AsUInt64(), Vector512.Create(value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 operator ^(Bits1024 a, Bits1024 b) => new(a._lower ^ b._lower, a._upper ^ b._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 operator &(Bits1024 a, Bits1024 b) => new(a._lower & b._lower, a._upper & b._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 operator <<(Bits1024 a, int bits) => new(a._lower << bits, a._upper << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 operator >>>(Bits1024 a, int bits) => new(a._lower >>> bits, a._upper >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 Sum(Bits1024 a, Bits1024 b, Bits1024 c) => new(
        Avx512F.TernaryLogic(a._lower, b._lower, c._lower, Truth.Sum), Avx512F.TernaryLogic(a._upper, b._upper, c._upper, Truth.Sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 Carry(Bits1024 a, Bits1024 b, Bits1024 c) => new(
        Avx512F.TernaryLogic(a._lower, b._lower, c._lower, Truth.Carry), Avx512F.TernaryLogic(a._upper, b._upper, c._upper, Truth.Carry));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 KeepUnequal(Bits1024 a, Bits1024 b, Bits1024 c) => new(a._lower & (b._lower ^ c._lower), a._upper & (b._upper ^ c._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bits1024 Merge(Bits1024 a, Bits1024 b, Bits1024 c) => new(
        Vector512.ConditionalSelect(a._lower, b._lower, c._lower), Vector512.ConditionalSelect(a._upper, b._upper, c._upper));
}

using System.Buffers;
using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>
/// Memory from the shared pool that starts at a cache line, so that vectors of a line's length do not cross two. Where the
/// collector moves it, only that is lost.
/// </summary>
internal readonly ref struct AlignedBytes : IDisposable
{
    /// <summary>Bytes of a cache line.</summary>
    public const int Line = 64;

    private readonly byte[] _rented;

    public unsafe AlignedBytes(int length)
    {
        _rented = ArrayPool<byte>.Shared.Rent(checked(length + Line));
        nint address = (nint)Unsafe.AsPointer(ref _rented[0]);
        Span = _rented.AsSpan((int)(-address & (Line - 1)), length);
    }

    /// <summary>The memory.</summary>
    public Span<byte> Span { get; }

    /// <summary>A length rounded up to whole lines.</summary>
    public static int Lines(int length) => (length + Line - 1) / Line * Line;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}

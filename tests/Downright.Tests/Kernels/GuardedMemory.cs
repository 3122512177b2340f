using System.Buffers;

namespace Downright.Tests.Kernels;

/// <summary>Memory that ends where a page begins which nobody may touch: reading or writing beyond it ends the process.</summary>
internal sealed unsafe class GuardedMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly nint _pages;
    private readonly nuint _bytes;
    private readonly int _length;
    private readonly T* _start;

    public GuardedMemory(int length)
    {
        int page = Environment.SystemPageSize, used = ((length * sizeof(T)) + page - 1) / page * page;
        _length = length;
        _bytes = (nuint)(used + page);
        _pages = LinuxPages.MemoryMap(0, _bytes, ReadWrite, PrivateAnonymous, -1, 0);
        if (_pages == -1 || LinuxPages.Protect(_pages + used, (nuint)page, 0) != 0) throw new InvalidOperationException("No guarded memory.");
        _start = (T*)(_pages + used - (length * sizeof(T)));
    }

    /// <summary>Why there is none here, or null.</summary>
    public static string? Missing => OperatingSystem.IsLinux() ? null : "Guarded pages are made with Linux's mmap here.";

    /// <summary>A guarded copy.</summary>
    public static GuardedMemory<T> Of(ReadOnlySpan<T> values)
    {
        var memory = new GuardedMemory<T>(values.Length);
        values.CopyTo(memory.GetSpan());
        return memory;
    }

    public override Span<T> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => _ = LinuxPages.Unmap(_pages, _bytes);
}

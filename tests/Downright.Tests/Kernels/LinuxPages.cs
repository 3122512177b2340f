using System.Runtime.InteropServices;

namespace Downright.Tests.Kernels;

/// <summary>Linux's calls for pages of memory.</summary>
internal static partial class LinuxPages
{
    [LibraryImport("libc", EntryPoint = "mmap")]
    public static partial nint MemoryMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    public static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(nint address, nuint length);
}

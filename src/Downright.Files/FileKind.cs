using System.Runtime.InteropServices;

namespace Downright.Files;

/// <summary>
/// Tells regular files from devices, pipes and sockets without opening them, which could wait for ever, or do what the
/// device does. The runtime does not say which is which.
/// </summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100;
    private const uint TypeWanted = 1;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    // struct statx of linux/stat.h is the same on all architectures: 256 bytes, stx_mode at byte 28.
    private const int StatusBytes = 256;
    private const int ModeOffset = 28;

    /// <summary>Whether what a path leads to, links followed, is neither a regular file nor a folder. On systems other than Linux only Windows' devices are known.</summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux()) return File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.Device);
        Span<byte> status = stackalloc byte[StatusBytes];
        if (Status(CurrentFolder, path, 0, TypeWanted, ref MemoryMarshal.GetReference(status)) != 0) return false;
        return (BitConverter.ToUInt16(status[ModeOffset..]) & TypeMask) is not (Regular or Folder);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int folder, string path, int flags, uint wanted, ref byte status);
}

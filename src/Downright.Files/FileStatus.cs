using System.Runtime.InteropServices;

namespace Downright.Files;

/// <summary>What a path leads to, links followed.</summary>
internal enum FileKind
{
    Missing,
    Regular,
    Folder,

    /// <summary>A device, a pipe or a socket.</summary>
    Special,
}

/// <summary>
/// Asks for a file's kind and length without opening it: a pipe could wait for ever, a device do what it does. The runtime
/// does not tell these kinds from regular files.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Length">Bytes; 0 for what has no length.</param>
internal readonly partial record struct FileStatus(FileKind Kind, long Length)
{
    // struct statx of linux/stat.h, the same on all architectures.
    private const int StatusBytes = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;
    private const int CurrentFolder = -100;
    private const uint TypeAndSize = 0x201;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;

    /// <summary>The status of a path. On systems other than Linux only Windows' devices are told from regular files.</summary>
    public static FileStatus Of(string path)
    {
        if (path.Length == 0 || path.Contains('\0')) return default;
        if (!OperatingSystem.IsLinux()) return Portable(path);
        Span<byte> status = stackalloc byte[StatusBytes];
        if (Statx(CurrentFolder, path, 0, TypeAndSize, ref MemoryMarshal.GetReference(status)) != 0) return default;
        return (BitConverter.ToUInt16(status[ModeOffset..]) & TypeMask) switch
        {
            RegularType => new FileStatus(FileKind.Regular, BitConverter.ToInt64(status[SizeOffset..])),
            FolderType => new FileStatus(FileKind.Folder, 0),
            _ => new FileStatus(FileKind.Special, 0),
        };
    }

    private static FileStatus Portable(string path)
    {
        if (Directory.Exists(path)) return new FileStatus(FileKind.Folder, 0);
        var file = new FileInfo(path);
        if (file.Exists && file.LinkTarget is not null) file = (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        if (!file.Exists) return default;
        return file.Attributes.HasFlag(FileAttributes.Device) ? new FileStatus(FileKind.Special, 0) : new FileStatus(FileKind.Regular, file.Length);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint wanted, ref byte status);
}

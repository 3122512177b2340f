using System.IO.Enumeration;

namespace Downright.Scanning.Sources;

/// <summary>A name in a folder; a folder may have millions.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
/// <param name="IsLink">Whether it is a link to a folder, which could lead in a circle.</param>
internal readonly record struct FolderEntry(string Name, bool IsFolder, bool IsLink)
{
    /// <summary>What is in a folder, sorted by name.</summary>
    public static FolderEntry[] Of(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        FolderEntry[] entries = [.. new FileSystemEnumerable<FolderEntry>(
            folder,
            (ref entry) => new FolderEntry(entry.FileName.ToString(), entry.IsDirectory, entry.IsDirectory && entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
            options)];
        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }
}

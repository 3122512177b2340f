using System.Formats.Tar;
using Downright.Files;

namespace Downright.Scanning.Sources;

/// <summary>The images in a tar archive. Nothing is extracted, so names in it lead nowhere; archives in it stay closed.</summary>
/// <param name="name">How messages name the archive.</param>
/// <param name="path">The archive.</param>
internal sealed class TarImages(string name, string path)
{
    public IEnumerable<SourceImage> Images()
    {
        if (InputFile.LengthOf(path, name) == 0) throw new ImageFileException($"{name}: this archive is empty");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)) continue;
            if (!ScanInput.IsImageName(entry.Name)) continue;
            string member = $"{name}#{entry.Name}";
            yield return entry.Length > SourceReader.LargestImage
                ? SourceImage.Broken(name, entry.Name, SourceReader.TooLarge(member, entry.Length))
                : new SourceImage(name, entry.Name, () => entry.Length, () => Read(entry, member));
        }
    }

    private static byte[] Read(TarEntry entry, string member)
    {
        var bytes = new byte[entry.Length];
        int length = entry.DataStream?.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) ?? 0;
        return length == bytes.Length ? bytes : throw new ImageFileException($"{member}: the archive ends after {length} of its {bytes.Length} bytes");
    }
}

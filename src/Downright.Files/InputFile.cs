namespace Downright.Files;

/// <summary>
/// Looks at a file before anything reads it, so that what is wrong with it can be said plainly, and nothing is read that
/// has no end.
/// </summary>
public static class InputFile
{
    /// <summary>The length of a regular file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it; the path if null.</param>
    /// <returns>Bytes; 0 where the file is empty, or of a kind that has no length.</returns>
    /// <exception cref="ImageFileException">The file is missing, a folder, a device, a pipe or a socket.</exception>
    public static long LengthOf(string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        name ??= path;
        FileStatus status = FileStatus.Of(path);
        return status.Kind switch
        {
            FileKind.Regular => status.Length,
            FileKind.Folder => throw new ImageFileException($"{name}: this is a folder; name a file in it"),
            FileKind.Special => throw new ImageFileException($"{name}: this is no regular file; save what it yields to one first"),
            _ => throw new ImageFileException($"{name}: there is no such file"),
        };
    }

    /// <summary>Reads a regular file, as long as it is when it is opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="name">What messages call it; the path if null.</param>
    /// <exception cref="ImageFileException">The file cannot be read, is longer, or is no regular file.</exception>
    public static byte[] ReadAllBytes(string path, long most, string? name = null)
    {
        long length = LengthOf(path, name);
        name ??= path;
        if (length > most) throw new ImageFileException($"{name}: {length} bytes are more than the {most} that are read");
        return Read(name, () =>
        {
            using FileStream stream = Open(path);
            var bytes = new byte[length];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read == bytes.Length ? bytes : bytes[..read];
        });
    }

    /// <summary>Whether a file can be read and begins as image files do.</summary>
    /// <param name="path">The file.</param>
    public static bool IsImage(string path)
    {
        try
        {
            FormatOf(path);
            return true;
        }
        catch (ImageFileException)
        {
            return false;
        }
    }

    /// <summary>The kind of an image file, told by its first bytes.</summary>
    /// <exception cref="ImageFileException">The file cannot be read, or is of no accepted kind.</exception>
    internal static ImageFileFormat FormatOf(string path)
    {
        if (LengthOf(path) == 0) return FormatOf(path, []);
        byte[] start = Read(path, () =>
        {
            using FileStream stream = Open(path);
            var bytes = new byte[FileSignature.Length];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        });
        return FormatOf(path, start);
    }

    /// <summary>The kind of an image file, told by its contents or at least their first bytes.</summary>
    /// <exception cref="ImageFileException">The file is of no accepted kind.</exception>
    internal static ImageFileFormat FormatOf(string name, ReadOnlySpan<byte> contents)
    {
        if (contents.IsEmpty) throw new ImageFileException($"{name}: this file is empty; it should hold an image");
        return FileSignature.FormatOf(contents)
            ?? throw new ImageFileException($"{name}: this is no image that can be read; JPEG, PNG, WebP, TIFF and GIF can");
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    private static T Read<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFileException($"{name}: there is no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ImageFileException($"{name}: no permission to read this file", e);
        }
        catch (IOException e) when (e is not ImageFileException)
        {
            throw new ImageFileException($"{name}: this file cannot be read ({e.Message})", e);
        }
    }
}

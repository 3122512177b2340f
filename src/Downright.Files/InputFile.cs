namespace Downright.Files;

/// <summary>Looks at a file before any decoder does, so that what is wrong with it can be said plainly.</summary>
internal static class InputFile
{
    /// <summary>The kind of an image file, told by its first bytes.</summary>
    /// <exception cref="ImageFileException">The file cannot be read, or is of no accepted kind.</exception>
    public static ImageFileFormat FormatOf(string path)
    {
        if (Directory.Exists(path)) throw new ImageFileException($"{path}: this is a folder; name an image file in it");

        Span<byte> start = stackalloc byte[FileSignature.Length];
        int length;
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (!stream.CanSeek) throw new ImageFileException($"{path}: this is no regular file; save what it yields to one first");
            length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFileException($"{path}: there is no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ImageFileException($"{path}: no permission to read this file", e);
        }
        catch (IOException e) when (e is not ImageFileException)
        {
            throw new ImageFileException($"{path}: this file cannot be read ({e.Message})", e);
        }

        return FormatOf(path, start[..length]);
    }

    /// <summary>The kind of an image file, told by its contents or at least their first bytes.</summary>
    /// <exception cref="ImageFileException">The file is of no accepted kind.</exception>
    public static ImageFileFormat FormatOf(string name, ReadOnlySpan<byte> contents)
    {
        if (contents.IsEmpty) throw new ImageFileException($"{name}: this file is empty; it should hold an image");
        return FileSignature.FormatOf(contents)
            ?? throw new ImageFileException($"{name}: this is no image that can be read; JPEG, PNG, WebP, TIFF and GIF can");
    }
}

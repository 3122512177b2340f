namespace Downright.Files;

/// <summary>
/// A file that appears whole or not at all: it is written under a temporary name beside its own, then renamed.
/// </summary>
public static class OutputFile
{
    /// <summary>Checks, before any work is done, that a file can be put there.</summary>
    /// <param name="path">The file to be.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <exception cref="ImageFileException">The folder is missing, the path is a folder or no regular file, or the file exists and may not be replaced.</exception>
    public static void ThrowIfBlocked(string path, bool overwrite)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new ImageFileException($"{path}: this is a folder; name the file to write");
        string folder = FolderOf(path);
        if (!Directory.Exists(folder)) throw new ImageFileException($"{path}: the folder {folder} does not exist; create it first");
        if (FileStatus.Of(path).Kind == FileKind.Special) throw new ImageFileException($"{path}: this is no regular file; name one, which appears only when it is whole");
        if (!overwrite && File.Exists(path)) throw Exists(path, null);
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file to be; where it is a link, the file that it leads to.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the contents; the file appears only if it returns.</param>
    /// <exception cref="ImageFileException">The file exists and may not be replaced, or cannot be written.</exception>
    public static void Write(string path, bool overwrite, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        ThrowIfBlocked(path, overwrite);

        string target = Target(path), temporary = Path.Combine(FolderOf(target), $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite);
        }
        catch (Exception e)
        {
            File.Delete(temporary);
            if (!overwrite && e is IOException && File.Exists(path)) throw Exists(path, e);
            if (e is UnauthorizedAccessException) throw new ImageFileException($"{path}: no permission to write there", e);
            if (e is IOException and not ImageFileException) throw new ImageFileException($"{path}: this file cannot be written ({Reason(e)})", e);
            throw;
        }
    }

    /// <summary>Removes what was left behind by programs that were ended while they wrote a file; not to be called while others may write it.</summary>
    /// <param name="path">The file to be.</param>
    public static void RemoveUnfinished(string path)
    {
        string target = Target(path), folder = FolderOf(target);
        if (!Directory.Exists(folder)) return;
        // As Path.GetRandomFileName writes them: eight characters, a dot and three.
        foreach (string left in Directory.GetFiles(folder, $".{Path.GetFileName(target)}.????????.???", new EnumerationOptions { AttributesToSkip = FileAttributes.None })) File.Delete(left);
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;

    private static string Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return path;
        }
        catch (IOException e)
        {
            throw new ImageFileException($"{path}: this link leads nowhere ({Reason(e)})", e);
        }
    }

    private static ImageFileException Exists(string path, Exception? cause) =>
        new($"{path}: this file exists already, and is replaced only when that is asked for (--force)", cause);

    // The runtime appends the temporary file's path, which means nothing to the reader.
    private static string Reason(Exception e)
    {
        int end = e.Message.IndexOf(" : '", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }
}

using System.Text;
using Downright.Files;

namespace Downright.Scanning.Sources;

/// <summary>
/// Finds the files of a data set, always in the same order: sources as they were given, folders sorted by name, lists
/// line by line. Only one folder's names are held at a time.
/// </summary>
/// <param name="baseFolder">The folder that relative paths start from.</param>
/// <param name="standardInput">What the source <c>-</c> reads.</param>
/// <param name="excluded">Folders that are passed over, such as the run's own.</param>
public sealed class SourceListing(string baseFolder, TextReader standardInput, params IReadOnlyList<string> excluded)
{
    private const int LongestPath = 1 << 15;

    private readonly HashSet<string> _excluded = [.. excluded.Select(path => FullPath(baseFolder, path))];

    /// <summary>The inputs of the sources.</summary>
    /// <param name="sources">
    /// Folders, patterns (<c>*</c>, <c>?</c>, and <c>**</c> for any folders), images, tar archives, Parquet tables,
    /// lists of paths, and <c>-</c> for a list on standard input.
    /// </param>
    /// <exception cref="ImageFileException">A source is missing, or cannot be read.</exception>
    public IEnumerable<ScanInput> Inputs(IReadOnlyList<string> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return sources.SelectMany(Paths).Select(path => ScanInput.Of(path, baseFolder));
    }

    private IEnumerable<string> Paths(string source)
    {
        if (source == "-") return Lines(standardInput, "standard input");
        string path = Path.Combine(baseFolder, source);
        if (Directory.Exists(path)) return Walk(source);
        if (File.Exists(path)) return ScanInput.KindOf(source) is null ? ListFile(source, path) : [source];
        if (source.AsSpan().ContainsAny('*', '?')) return Matches(source);
        throw new ImageFileException($"{source}: there is no such file or folder");
    }

    private static IEnumerable<string> Lines(TextReader reader, string name)
    {
        var line = new StringBuilder();
        for (int next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (next != '\n')
            {
                // What never ends, such as a device, has no lines.
                if (line.Append((char)next).Length > LongestPath) throw new ImageFileException($"{name}: a line of more than {LongestPath} characters is no path");
                continue;
            }

            if (Path() is { } path) yield return path;
            line.Clear();
        }

        if (Path() is { } last) yield return last;

        string? Path() => line.ToString().TrimEnd('\r') is var path && !string.IsNullOrWhiteSpace(path) ? path : null;
    }

    private static IEnumerable<string> ListFile(string source, string path)
    {
        using StreamReader reader = Open();
        foreach (string line in Lines(reader, source)) yield return line;

        StreamReader Open()
        {
            try
            {
                return new StreamReader(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ImageFileException($"{source}: this list cannot be read ({e.Message})", e);
            }
        }
    }

    private IEnumerable<string> Walk(string folder)
    {
        foreach (FileSystemInfo entry in Entries(folder))
        {
            string path = Path.Join(folder, entry.Name);
            if (entry is not DirectoryInfo)
            {
                if (ScanInput.KindOf(entry.Name) is not null) yield return path;
            }
            else if (IsEntered(entry))
            {
                foreach (string inner in Walk(path)) yield return inner;
            }
        }
    }

    private IEnumerable<string> Matches(string pattern)
    {
        bool any = false;
        foreach (string path in new PathPattern(pattern, Entries, IsEntered).Matches())
        {
            any = true;
            yield return path;
        }

        if (!any) throw new ImageFileException($"{pattern}: no file matches this pattern");
    }

    // A link to a folder could lead in a circle.
    private bool IsEntered(FileSystemInfo entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !_excluded.Contains(entry.FullName);

    private FileSystemInfo[] Entries(string folder)
    {
        try
        {
            FileSystemInfo[] entries = new DirectoryInfo(FullPath(baseFolder, folder)).GetFileSystemInfos();
            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException($"{folder}: this folder cannot be read ({e.Message})", e);
        }
    }

    private static string FullPath(string folder, string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Path.GetFullPath(folder)));
}

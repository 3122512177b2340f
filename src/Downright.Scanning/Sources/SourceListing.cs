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

    private readonly PassedOver _passedOver = new();
    private readonly HashSet<string> _excluded = [.. excluded.Select(path => FullPath(baseFolder, path))];

    /// <summary>The files of folders that were passed over so far: neither their names nor, where those have no extension, their first bytes are an image's.</summary>
    public IReadOnlyDictionary<string, long> PassedOver => _passedOver.Counts;

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
        if (File.Exists(path)) return ScanInput.KindOf(source) is null && !InputFile.IsImage(path) ? ListFile(source, path) : [source];
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
                if (next == 0) throw new ImageFileException($"{name}: this is neither an image, an archive, a table nor a list of paths");
                // What never ends has no lines.
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
        foreach (FolderEntry entry in Entries(folder))
        {
            string path = Path.Join(folder, entry.Name);
            if (!entry.IsFolder)
            {
                if (IsInput(path)) yield return path;
                else _passedOver.Add(entry.Name);
            }
            else if (IsEntered(path, entry))
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

    // Opening every file to see what it is would take as long as the scan; those whose names say nothing must be opened.
    private bool IsInput(string path) => ScanInput.KindOf(path) is not null || (!Path.HasExtension(path) && InputFile.IsImage(Path.Combine(baseFolder, path)));

    private bool IsEntered(string path, FolderEntry entry) => !entry.IsLink && !_excluded.Contains(FullPath(baseFolder, path));

    private FolderEntry[] Entries(string folder)
    {
        try
        {
            return FolderEntry.Of(FullPath(baseFolder, folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException($"{folder}: this folder cannot be read ({e.Message})", e);
        }
    }

    private static string FullPath(string folder, string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Path.GetFullPath(folder)));
}

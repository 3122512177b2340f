using System.IO.Enumeration;

namespace Downright.Scanning.Sources;

/// <summary>A path with <c>*</c> and <c>?</c> in names, and <c>**</c> for any folders, none included.</summary>
/// <param name="pattern">The pattern, with slashes between names.</param>
/// <param name="entries">The sorted entries of a folder.</param>
/// <param name="isEntered">Whether <c>**</c> goes into a folder.</param>
internal sealed class PathPattern(string pattern, Func<string, FolderEntry[]> entries, Func<string, FolderEntry, bool> isEntered)
{
    private const string AnyFolders = "**";

    private readonly string[] _names = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The files that match, sorted folder by folder.</summary>
    public IEnumerable<string> Matches() => Matches(pattern.StartsWith('/') ? "/" : "", 0);

    private IEnumerable<string> Matches(string folder, int at)
    {
        string name = _names[at];
        bool last = at == _names.Length - 1;
        // A trailing ** means every file below.
        string wanted = name == AnyFolders ? (last ? "*" : _names[at + 1]) : name;
        bool deep = name == AnyFolders;
        int next = deep && !last ? at + 1 : at;

        foreach (FolderEntry entry in entries(folder.Length == 0 ? "." : folder))
        {
            string path = Path.Join(folder, entry.Name);
            bool matches = FileSystemName.MatchesSimpleExpression(wanted, entry.Name, ignoreCase: false);
            if (!entry.IsFolder)
            {
                if (matches && next == _names.Length - 1) yield return path;
                continue;
            }

            if (matches && next < _names.Length - 1)
            {
                foreach (string inner in Matches(path, next + 1)) yield return inner;
            }

            if (deep && isEntered(path, entry))
            {
                foreach (string inner in Matches(path, at)) yield return inner;
            }
        }
    }
}

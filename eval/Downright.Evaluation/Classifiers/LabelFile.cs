using System.Globalization;
using System.Text.Json;
using Downright.Cli;

namespace Downright.Evaluation.Classifiers;

/// <summary>Reads the names of classes: a line a class, a JSON list, or a JSON object from class number to name.</summary>
internal static class LabelFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or its numbers leave a gap.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"--labels: there is no file {path}");
        string text = File.ReadAllText(path);
        if (text.TrimStart() is not (['{', ..] or ['[', ..])) return [.. File.ReadLines(path).Where(line => line.Trim().Length > 0)];
        try
        {
            if (text.TrimStart()[0] == '[') return JsonSerializer.Deserialize<string[]>(text)!;
            var names = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
            return [.. Enumerable.Range(0, names.Count).Select(i => names.TryGetValue(i.ToString(CultureInfo.InvariantCulture), out string? name)
                ? name
                : throw new UsageException($"--labels: {path} has {names.Count} names, but none for class {i}; classes are numbered from 0"))];
        }
        catch (JsonException e)
        {
            throw new UsageException($"--labels: {path} holds no names of classes ({e.Message})");
        }
    }
}

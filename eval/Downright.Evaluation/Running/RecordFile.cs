using System.Text.Json;
using Downright.Files;

namespace Downright.Evaluation.Running;

/// <summary>
/// The records of one experiment, a line each. Lines are appended as work is finished, so that a run that was killed loses
/// only what it was at; a last line that was cut short does not count. A finished experiment's lines stand in the plan's order.
/// </summary>
internal sealed class RecordFile(string path)
{
    private readonly Lock _gate = new();

    /// <summary>The records so far, by key.</summary>
    public IReadOnlyDictionary<string, Line> Read()
    {
        var lines = new Dictionary<string, Line>();
        if (!File.Exists(path)) return lines;
        foreach (string text in File.ReadLines(path))
        {
            if (TryParse(text) is { } line) lines[line.Key] = line;
        }

        return lines;
    }

    /// <summary>Appends a finished record.</summary>
    public void Append(string key, double elapsedMs, object record)
    {
        string text = RecordJson.Text(new { Key = key, ElapsedMs = Math.Round(elapsedMs, 1), Record = record });
        lock (_gate)
        {
            using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            EndLine(stream);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        }
    }

    /// <summary>Puts the lines into the plan's order, once all are there.</summary>
    public void Freeze(IReadOnlyList<string> keys)
    {
        IReadOnlyDictionary<string, Line> lines = Read();
        OutputFile.Write(path, overwrite: true, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (string key in keys) writer.WriteLine(lines[key].Text);
        });
    }

    // A line that was cut short is ended, so that the next one can be read.
    private static void EndLine(FileStream stream)
    {
        if (stream.Length == 0) return;
        stream.Seek(-1, SeekOrigin.End);
        if (stream.ReadByte() != '\n') stream.WriteByte((byte)'\n');
    }

    private static Line? TryParse(string text)
    {
        try
        {
            JsonElement line = JsonElement.Parse(text);
            return new Line(line.GetProperty("key").GetString()!, line.GetProperty("record"), text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A line.</summary>
    /// <param name="Key">The key of the work.</param>
    /// <param name="Record">Its record.</param>
    /// <param name="Text">The line as it stands in the file.</param>
    internal sealed record Line(string Key, JsonElement Record, string Text);
}

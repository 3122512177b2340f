using System.Text.Json;
using Downright.Files;

namespace Downright.Evaluation.Running;

/// <summary>
/// The records of one experiment, a line each. Lines are appended as work is finished, so that a run that was killed loses
/// only what it was at; a last line that was cut short does not count. The file of a finished experiment has another name, and
/// its lines stand in the plan's order.
/// </summary>
/// <param name="folder">The folder of all records.</param>
/// <param name="experiment">The experiment.</param>
internal sealed class RecordFile(string folder, string experiment)
{
    private readonly string _whole = Path.Combine(folder, $"{experiment}.jsonl");
    private readonly string _partial = Path.Combine(folder, $"{experiment}.partial.jsonl");

    private readonly Lock _gate = new();

    /// <summary>Whether there are records, but the experiment was stopped before its end.</summary>
    public bool IsPartial => File.Exists(_partial);

    /// <summary>The records so far, by key.</summary>
    public IReadOnlyDictionary<string, Line> Read()
    {
        var lines = new Dictionary<string, Line>();
        foreach (string text in new[] { _whole, _partial }.Where(File.Exists).SelectMany(File.ReadLines))
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
            using var stream = new FileStream(_partial, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            EndLine(stream);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        }
    }

    /// <summary>Puts the lines into the plan's order, once all are there.</summary>
    public void Freeze(IReadOnlyList<string> keys)
    {
        IReadOnlyDictionary<string, Line> lines = Read();
        OutputFile.Write(_whole, overwrite: true, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (string key in keys) writer.WriteLine(lines[key].Text);
        });
        File.Delete(_partial);
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
            return new Line(line.GetProperty("key").GetString()!, TimeSpan.FromMilliseconds(line.GetProperty("elapsed_ms").GetDouble()), line.GetProperty("record"), text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A line.</summary>
    /// <param name="Key">The key of the work.</param>
    /// <param name="Elapsed">What the work took.</param>
    /// <param name="Record">Its record.</param>
    /// <param name="Text">The line as it stands in the file.</param>
    internal sealed record Line(string Key, TimeSpan Elapsed, JsonElement Record, string Text);
}

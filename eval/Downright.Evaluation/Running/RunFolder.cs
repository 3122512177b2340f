using System.Text.Json;
using Downright.Cli;
using Downright.Files;

namespace Downright.Evaluation.Running;

/// <summary>The folder of a run: <c>run.json</c>, <c>records/NAME.jsonl</c>, the study's answers, and the reports.</summary>
internal sealed class RunFolder
{
    private const string LockName = ".lock";

    private static readonly JsonSerializerOptions Indented = new(RecordJson.Options) { WriteIndented = true };

    private RunFolder(string path, RunDescription run)
    {
        Path = path;
        Run = run;
    }

    public string Path { get; }

    public RunDescription Run { get; }

    /// <summary>Opens a folder for a run; what is in it stays until <see cref="Begin"/>.</summary>
    /// <exception cref="UsageException">It holds another run, or something else.</exception>
    public static RunFolder Open(string path, RunDescription run, bool force)
    {
        if (File.Exists(path)) throw new UsageException($"--output: {path} is a file; name the run's folder");
        string description = System.IO.Path.Combine(path, "run.json");
        if (File.Exists(description) && !force && Read(description).DifferenceTo(run) is { } difference)
            throw new UsageException($"--output: {path} holds a run with {difference}; choose another folder, or start anew with --force");
        if (!File.Exists(description) && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => System.IO.Path.GetFileName(entry) != LockName))
            throw new UsageException($"--output: the folder {path} holds other files; choose a new or empty one");

        Directory.CreateDirectory(path);
        return new RunFolder(path, run);
    }

    /// <summary>Opens the folder of a run that took place.</summary>
    /// <exception cref="UsageException">There is no run in it.</exception>
    public static RunFolder Existing(string path)
    {
        string description = System.IO.Path.Combine(path, "run.json");
        if (!File.Exists(description)) throw new UsageException($"--from: the folder {path} holds no run (there is no run.json in it)");
        return new RunFolder(path, Read(description));
    }

    /// <summary>The records of an experiment.</summary>
    public RecordFile RecordsOf(string experiment) => new(System.IO.Path.Combine(Path, "records"), experiment);

    /// <summary>Keeps other programs from working on the same run, until it is disposed.</summary>
    /// <exception cref="UsageException">Another one is at it.</exception>
    public IDisposable Lock()
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(Path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new UsageException($"--output: another program is working on the run in {Path}; wait for it, or choose another folder");
        }
    }

    /// <summary>Says what the run is, and keeps the records there are; the folder has to be locked.</summary>
    /// <param name="anew">Whether they are removed instead.</param>
    public void Begin(bool anew)
    {
        string records = System.IO.Path.Combine(Path, "records");
        if (anew && Directory.Exists(records)) Directory.Delete(records, recursive: true);
        Directory.CreateDirectory(records);
        Write("run.json", stream => JsonSerializer.Serialize(stream, Run, Indented));
    }

    /// <summary>The study's answers.</summary>
    public string AnswersPath => System.IO.Path.Combine(Path, "study.db");

    /// <summary>Writes a file of the run as a whole.</summary>
    public void Write(string name, Action<Stream> write) => OutputFile.Write(System.IO.Path.Combine(Path, name), overwrite: true, write);

    private static RunDescription Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunDescription>(File.ReadAllBytes(path), RecordJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}: this describes no run ({e.Message})");
        }
    }
}

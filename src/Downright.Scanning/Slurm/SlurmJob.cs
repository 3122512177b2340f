namespace Downright.Scanning.Slurm;

/// <summary>How a run is put to a Slurm cluster: an array job for what is missing, and a job after it that looks again.</summary>
/// <param name="Tool">The words that start the tool.</param>
/// <param name="Run">The run's folder, which all nodes see.</param>
/// <param name="Cores">The cores of a task.</param>
/// <param name="Options">Options for sbatch, such as <c>--partition=cpu</c>.</param>
public sealed record SlurmJob(IReadOnlyList<string> Tool, string Run, int Cores, IReadOnlyList<string> Options)
{
    /// <summary>The folder of the tasks' output.</summary>
    public string Logs => Path.Combine(Run, "logs");

    /// <summary>The script of the array job.</summary>
    /// <param name="tasks">Its tasks.</param>
    public string ArrayScript(ArrayTasks tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return Script(
            "downright-scan",
            [$"--array={tasks}", "--requeue", "--open-mode=append", $"--cpus-per-task={Cores}", Output("%a.log")],
            $"exec {Command("scan", "-o", Run)} --shard $((SLURM_ARRAY_TASK_ID + 1))/{tasks.Workers} --jobs {Cores} --fail-on none --quiet");
    }

    /// <summary>The script of the job that runs after the array and submits what is still missing.</summary>
    /// <param name="attempts">How many more times an array may be submitted, at least 1.</param>
    public string FollowUpScript(int attempts)
    {
        string[] options = [.. Options.SelectMany(option => new[] { "--slurm-option", option })];
        return Script(
            "downright-scan-again",
            ["--requeue", "--open-mode=append", Output("again.log")],
            $"exec {Command(["scan", "-o", Run, "--slurm", "--slurm-attempts", $"{attempts}", "--jobs", $"{Cores}", .. options])}");
    }

    // Slurm fills in % and takes double quotes; a folder's own % is doubled.
    private string Output(string name)
    {
        string path = Path.Combine(Logs.Replace("%", "%%", StringComparison.Ordinal), name);
        return $"--output={(path.Contains(' ') ? $"\"{path}\"" : path)}";
    }

    private string Script(string name, string[] options, string command) =>
        string.Concat(
        [
            "#!/bin/sh\n",
            .. ((IEnumerable<string>)[$"--job-name={name}", "--ntasks=1", .. options, .. Options]).Select(option => $"#SBATCH {option}\n"),
            $"{command}\n",
        ]);

    private string Command(params string[] words) => string.Join(' ', Tool.Concat(words).Select(Quote));

    // A shell takes everything between single quotes as it stands.
    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '=' or ':' or '+' or ',')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

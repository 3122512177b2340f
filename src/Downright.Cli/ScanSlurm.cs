using Downright.Scanning.Plans;
using Downright.Scanning.Slurm;

namespace Downright.Cli;

/// <summary><c>scan --slurm</c>: puts what is not done of a run to a cluster.</summary>
internal static class ScanSlurm
{
    /// <summary>How often what is missing is submitted.</summary>
    public const int DefaultAttempts = 3;

    /// <summary>How many minutes a shard is to take.</summary>
    public const double DefaultMinutes = 5;

    /// <summary>Submits the array job and the job after it, or prints them.</summary>
    public static void Submit(RunFolder folder, RunManifest manifest, int cores, int attempts, string[] options, bool dryRun)
    {
        IReadOnlyList<int> missing = folder.Missing(manifest);
        if (missing.Count == 0)
        {
            Console.Out.WriteLine($"All {manifest.Shards.Count} shards are done: downright scan merge {folder.Path} makes one table of them.");
            return;
        }

        var job = new SlurmJob(Itself(), folder.Path, cores, options);
        string array = job.ArrayScript(ArrayTasks.Of(manifest.Shards.Count, missing));
        string? followUp = attempts > 1 ? job.FollowUpScript(attempts - 1) : null;
        if (dryRun)
        {
            Console.Out.Write(array);
            if (followUp is not null) Console.Out.Write($"\n{followUp}");
            return;
        }

        Directory.CreateDirectory(job.Logs);
        string number = BatchSubmission.Submit(array);
        if (followUp is not null) BatchSubmission.Submit(followUp, after: number);
        Console.Out.WriteLine($"Job {number} does {missing.Count} of {manifest.Shards.Count} shards.");
    }

    /// <summary>The words that start this program again.</summary>
    private static string[] Itself()
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, $"{typeof(Tool).Assembly.GetName().Name}.dll")] : [program];
    }
}

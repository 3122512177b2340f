using Downright.Cli.Output;
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

    /// <summary>Submits the array job and the job after it, unless it is a dry run.</summary>
    /// <returns>What was, or would be, submitted.</returns>
    public static SlurmReport Submit(RunFolder folder, RunManifest manifest, int cores, int attempts, string[] options, bool dryRun)
    {
        IReadOnlyList<int> missing = folder.Missing(manifest);
        var report = new SlurmReport("downright/scan-slurm/1", folder.Path, manifest.Shards.Count, missing.Count, null, []);
        if (missing.Count == 0) return report;

        var job = new SlurmJob(Itself(), folder.Path, cores, options);
        string array = job.ArrayScript(ArrayTasks.Of(manifest.Shards.Count, missing));
        string? followUp = attempts > 1 ? job.FollowUpScript(attempts - 1) : null;
        report = report with { Scripts = followUp is null ? [array] : [array, followUp] };
        if (dryRun) return report;

        Directory.CreateDirectory(job.Logs);
        string number = BatchSubmission.Submit(array);
        if (followUp is not null) BatchSubmission.Submit(followUp, after: number);
        return report with { Job = number };
    }

    /// <summary>The words that start this program again.</summary>
    private static string[] Itself()
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, $"{typeof(Tool).Assembly.GetName().Name}.dll")] : [program];
    }
}

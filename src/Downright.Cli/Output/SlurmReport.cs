namespace Downright.Cli.Output;

/// <summary>What <c>scan --slurm</c> reports.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Run">The run's folder.</param>
/// <param name="ShardsOfRun">How many shards the run has.</param>
/// <param name="MissingShards">How many of them are not done: what the job is for.</param>
/// <param name="Job">The number of the array job; null where none was submitted.</param>
/// <param name="Scripts">The scripts of the array job and, where there is one, of the job after it.</param>
internal sealed record SlurmReport(string Schema, string Run, int ShardsOfRun, int MissingShards, string? Job, IReadOnlyList<string> Scripts)
{
    /// <summary>Writes the report for people: in a dry run the scripts themselves.</summary>
    public void WriteText()
    {
        if (MissingShards == 0) Console.Out.WriteLine($"All {ShardsOfRun} shards are done: downright scan merge {Run} makes one table of them.");
        else if (Job is null) Console.Out.Write(string.Join('\n', Scripts));
        else Console.Out.WriteLine($"Job {Job} does {MissingShards} of {ShardsOfRun} shards.");
    }
}

using Downright.Scanning.Runs;

namespace Downright.Cli.Output;

/// <summary>What <c>scan</c> reports of the shards that it was to do.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Run">The run's folder.</param>
/// <param name="Shards">How many shards this worker has.</param>
/// <param name="ShardsOfRun">How many the run has.</param>
/// <param name="MissingShards">How many of the run are not done.</param>
/// <param name="Images">Rows of this worker's shards.</param>
/// <param name="Clean">Of these, images that show nothing.</param>
/// <param name="Attack">Attack images.</param>
/// <param name="Known">Of these, those that the baseline knows.</param>
/// <param name="Error">Images that could not be read.</param>
/// <param name="ImagesPerSecond">How fast images were scanned; null where all was done already.</param>
/// <param name="PassedOver">How many files of the run's folders were no inputs, by extension.</param>
internal sealed record ScanReport(string Schema, string Run, int Shards, int ShardsOfRun, int MissingShards, long Images, long Clean, long Attack, long Known, long Error, double? ImagesPerSecond, IReadOnlyDictionary<string, long> PassedOver)
{
    /// <summary>Makes the report.</summary>
    public static ScanReport Of(string run, int shards, int shardsOfRun, int missing, ScanCounts counts, double? rate, IReadOnlyDictionary<string, long> passedOver) =>
        new("downright/scan/1", run, shards, shardsOfRun, missing, counts.Images, counts.Clean, counts.Attack, counts.Known, counts.Error, rate, passedOver);
}

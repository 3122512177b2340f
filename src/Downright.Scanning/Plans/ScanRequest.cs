using Downright.Scanning.Sources;

namespace Downright.Scanning.Plans;

/// <summary>What a run is asked to do.</summary>
/// <param name="Sources">The sources, as given.</param>
/// <param name="Folder">The folder that relative paths start from.</param>
/// <param name="Options">The options that decide the rows.</param>
/// <param name="Versions">What runs.</param>
/// <param name="PassedOver">How many files of each extension are no inputs; read once the inputs are listed.</param>
/// <param name="Shards">How many shards are made; null to let their size decide.</param>
/// <param name="ImagesPerShard">Says of the inputs how many images a shard is to have, where <paramref name="Shards"/> does not; null for the usual number.</param>
/// <param name="MayMiss">Whether inputs may have vanished since the plan was made, as those that were moved to a quarantine have.</param>
/// <param name="Anew">Whether a run that the folder holds is removed, once the inputs of the new one are known.</param>
public sealed record ScanRequest(
    IReadOnlyList<string> Sources,
    string Folder,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Options,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyDictionary<string, long> PassedOver,
    int? Shards = null,
    Func<IEnumerable<ScanInput>, long>? ImagesPerShard = null,
    bool MayMiss = false,
    bool Anew = false);

using System.Text.Json.Serialization;

namespace Downright.Scanning.Plans;

/// <summary>What a run is: <c>run.json</c>, written once, when the plan is made. Everything that decides the rows stands in it.</summary>
public sealed record RunManifest
{
    /// <summary>The document's kind and version.</summary>
    public const string CurrentSchema = "downright/scan-run/1";

    /// <summary><see cref="CurrentSchema"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>What ran, by name: Downright, libvips, and the digest of the thresholds.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The options that decide the rows, as they are given on the command line.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Options { get; init; }

    /// <summary>The sources, as they were given.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    /// <summary>The SHA-256 of the list of inputs, in hexadecimal.</summary>
    public required string InputsSha256 { get; init; }

    /// <summary>How many inputs there are.</summary>
    public required long Inputs { get; init; }

    /// <summary>How many files of the sources' folders were no inputs, by extension, as <see cref="Sources.PassedOver"/> counts them.</summary>
    public required IReadOnlyDictionary<string, long> PassedOver { get; init; }

    /// <summary>The shards, each as [offset in the list of inputs, inputs, about how many images].</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Shards { get; init; }

    /// <summary>The shard of a number.</summary>
    /// <param name="number">From 0.</param>
    public Shard Shard(int number)
    {
        IReadOnlyList<long> shard = Shards[number];
        return new Shard(number, shard[0], (int)shard[1], shard[2]);
    }
}

/// <summary>How a manifest becomes JSON: keys in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, WriteIndented = true, IndentSize = 1)]
[JsonSerializable(typeof(RunManifest))]
internal sealed partial class ManifestContext : JsonSerializerContext;

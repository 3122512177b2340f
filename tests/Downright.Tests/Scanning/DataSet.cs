using System.Formats.Tar;
using Downright.Detection;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;
using Downright.Scanning.Runs;
using Downright.Scanning.Sources;
using Downright.Tests.Files;
using Parquet;
using Parquet.Schema;

namespace Downright.Tests.Scanning;

/// <summary>Makes data sets of tiny images, and scans them with a detector that goes by the first pixel: the darker, the more suspicious.</summary>
internal static class DataSet
{
    public const double Threshold = 0.9;

    private static readonly VipsImageCodec Codec = new();
    private static readonly DataField Label = new DataField<int>("label");

    /// <summary>A PNG file whose first pixel has this value; below 26 it counts as an attack.</summary>
    public static byte[] Image(byte first, int seed = 1, int side = 12)
    {
        byte[] samples = TestPixels.Noise(side, side, PixelFormat.Rgb, seed).ToArray();
        samples.AsSpan(0, 3).Fill(first);
        return Codec.EncodePng(new PixelImage<byte>(samples, new ImageSize(side, side), PixelFormat.Rgb));
    }

    public static string Tar(string path, params (string Name, byte[] Contents)[] members)
    {
        using FileStream stream = File.Create(path);
        using var writer = new TarWriter(stream, TarEntryFormat.Pax);
        foreach (var (name, contents) in members) writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(contents) });
        return path;
    }

    /// <summary>A table in which the images are plain bytes, in row groups of two.</summary>
    public static async Task<string> Parquet(string path, string column, params byte[]?[] images)
    {
        var field = new DataField<byte[]>(column);
        using FileStream stream = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(Label, field), stream);
        foreach (byte[]?[] chunk in images.Chunk(2))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<int>(Label, new int[chunk.Length].AsMemory());
            await group.WriteAsync(field, chunk!);
        }

        return path;
    }

    public static DetectionResult Detect(PixelImage<byte> image, CancellationToken cancellation)
    {
        double score = 1 - (image.Pixels.Span[0] / 255.0);
        return new DetectionResult
        {
            Verdict = score >= Threshold ? DetectionVerdict.Attack : DetectionVerdict.Clean,
            Score = score,
            Threshold = Threshold,
            FalsePositiveRate = 0.01,
            Methods = [new MethodScore { Name = "first-pixel", Score = score, Threshold = Threshold }],
            EstimatedSize = new ImageSize(6, 6),
            EstimatedScaler = ScalerProfile.Parse("opencv:nearest"),
            Revealed = image.Crop(0, 0, new ImageSize(6, 6)),
        };
    }

    /// <summary>Plans a run of sources in a folder, which also is what relative paths start from.</summary>
    public static RunManifest Plan(RunFolder run, string folder, IReadOnlyList<string> sources, int? shards = null) =>
        ScanPlan.Open(run, Request(folder, sources, shards), new SourceListing(folder, TextReader.Null, run.Path).Inputs(sources));

    public static ScanRequest Request(string folder, IReadOnlyList<string> sources, int? shards = null) => new(
        sources,
        folder,
        new Dictionary<string, IReadOnlyList<string>> { ["--size"] = ["6"] },
        new Dictionary<string, string> { ["downright"] = "1.2.3" },
        new Dictionary<string, long> { [".txt"] = 7 },
        shards);

    /// <summary>Does shards of a run, all of them where none are named.</summary>
    public static void Do(RunFolder run, RunManifest manifest, Detect? detect = null, IEnumerable<int>? shards = null, int jobs = 3)
    {
        using var scan = new ShardScan(new SourceReader(manifest.Folder, null), new ImageScreen(Codec, new DecodeOptions(), detect ?? Detect), jobs);
        new ScanRun(run, manifest, scan).Run(shards ?? Enumerable.Range(0, manifest.Shards.Count), _ => { }, (shard, rows) => _ = rows.Count());
    }

    /// <summary>The rows of a data set, scanned in one go.</summary>
    public static ScanRow[] Scan(string folder, params string[] sources)
    {
        var run = new RunFolder(Path.Combine(folder, "run"));
        RunManifest manifest = Plan(run, folder, sources);
        Do(run, manifest);
        return [.. PartFile.Rows(run, manifest)];
    }
}

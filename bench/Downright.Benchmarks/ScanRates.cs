using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Downright.Detection;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;
using Downright.Scanning.Runs;
using Downright.Scanning.Sources;
using Downright.Scenes;

namespace Downright.Benchmarks;

/// <summary>
/// How fast a data set is scanned, next to how fast the same decoder alone decodes it in the same process: pair by pair, so
/// that a machine that changes its speed changes both.
/// </summary>
internal sealed class ScanRates : IDisposable
{
    private const int Rounds = 5;
    private const int RenderedImages = 48;
    private const int MergedRows = 1 << 18;
    private const double Billion = 1e9;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);
    private static readonly DetectionOptions Known = new() { Sizes = [new ImageSize(224, 224)], Scalers = [ScalerProfile.Parse("opencv:linear")] };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("downright-");
    private readonly VipsImageCodec _codec = new();
    private readonly string[] _images;
    private readonly string _origin;

    private ScanRates()
    {
        string? photos = Environment.GetEnvironmentVariable("DOWNRIGHT_PHOTOS");
        _images = photos is null ? Render() : [.. Directory.EnumerateFiles(photos, "*", SearchOption.AllDirectories).Where(IsJpeg).Order(StringComparer.Ordinal)];
        _origin = photos is null ? $"{RenderedImages} drawn scenes of 500x375" : $"{_images.Length} photographs (`DOWNRIGHT_PHOTOS`)";
    }

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        ThreadPool.SetMinThreads(Environment.ProcessorCount * 8, Environment.ProcessorCount);
        using var rates = new ScanRates();
        string table = rates.Measure();
        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table);
        return 0;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Measure()
    {
        int cores = Environment.ProcessorCount;
        // All compile their code before anything is timed: the runtime compiles what runs often once more.
        int images = Math.Max(_images.Length, (int)(Decode(_images.Length, cores) * Turn.TotalSeconds));
        double known = Scan(Known, _images.Length, cores), unknown = Scan(new DetectionOptions(), _images.Length, cores);
        int knownImages = Images(known), unknownImages = Images(unknown), aloneImages = Images(known / cores);

        var rounds = new List<(double Decode, double Known, double Unknown, double Alone)>();
        for (int round = 0; round < Rounds; round++)
            rounds.Add((Decode(images, cores), Scan(Known, knownImages, cores), Scan(new DetectionOptions(), unknownImages, cores), Scan(Known, aloneImages, 1)));
        Scan(Known, knownImages, cores);
        var (partBytes, tableBytes, mergeRate) = Merge();
        using var process = Process.GetCurrentProcess();
        long peak = process.PeakWorkingSet64;

        var table = new StringBuilder();
        table.AppendLine("# The rate of data-set scans");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"JPEG files, {_origin}, {cores} cores; medians of {Rounds} rounds, ratios within a round. Decoding alone is the same decoder, reading the same files, with nothing after it.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}; .NET {Environment.Version}; libvips {VipsImageCodec.LibraryVersion}. `dotnet run -c Release --project bench/Downright.Benchmarks -- scan <file>`");
        table.AppendLine();
        table.AppendLine("| work | images a second | of decoding alone | goal |");
        table.AppendLine("| --- | --- | --- | --- |");
        Row("decoding alone", rounds.Select(r => r.Decode), null, "");
        Row($"scan to {Known.Sizes[0]} with {Known.Scalers[0].Name}", rounds.Select(r => r.Known), rounds.Select(r => r.Known / r.Decode), "80 %");
        Row("scan with nothing known", rounds.Select(r => r.Unknown), rounds.Select(r => r.Unknown / r.Decode), "25 %");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{cores} cores against one, size and scaler known: {Median.Of(rounds.Select(r => r.Known / r.Alone)):0.00} times as fast (goal at 4 cores: 3.2). Peak memory of the whole process: {peak / 1048576.0:0} MiB (goal: below 1024).");
        table.AppendLine();
        table.AppendLine("## A billion images, on paper");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"From the rates above, and from {MergedRows} rows: {partBytes:0} bytes a row in parts, {tableBytes:0} in the merged table, {mergeRate:0} rows merged a second by one core.");
        table.AppendLine();
        table.AppendLine("| | core-hours | on 100 machines of as many cores |");
        table.AppendLine("| --- | --- | --- |");
        Cost("decoding alone", rounds.Select(r => r.Decode));
        Cost("size and scaler known", rounds.Select(r => r.Known));
        Cost("nothing known", rounds.Select(r => r.Unknown));
        table.AppendLine(CultureInfo.InvariantCulture, $"| merge | {Billion / mergeRate / 3600:0.0} | one core |");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"Parts: {Billion * partBytes / 1e9:0} GB in at most 10,000 files; merged table: {Billion * tableBytes / 1e9:0} GB.");
        return table.ToString();

        void Cost(string work, IEnumerable<double> rate) =>
            table.AppendLine(CultureInfo.InvariantCulture, $"| {work} | {Billion / Median.Of(rate) * cores / 3600:0} | {Billion / Median.Of(rate) / 100 / 3600:0.0} hours |");

        void Row(string work, IEnumerable<double> rate, IEnumerable<double>? share, string goal) =>
            table.AppendLine(CultureInfo.InvariantCulture, $"| {work} | {Median.Of(rate):0} | {(share is null ? "" : $"{Median.Of(share) * 100:0} %")} | {goal} |");

        int Images(double rate) => Math.Max(8, (int)(rate * Turn.TotalSeconds));
    }

    private double Decode(int images, int cores)
    {
        var options = new DecodeOptions();
        long begun = Stopwatch.GetTimestamp();
        Parallel.For(0, images, new ParallelOptions { MaxDegreeOfParallelism = cores }, i =>
        {
            string path = _images[i % _images.Length];
            using IOpenedImage image = _codec.Open(File.ReadAllBytes(path), path, options);
            byte[] pixels = ArrayPool<byte>.Shared.Rent((int)image.Size.Pixels * image.Format.Channels());
            image.Read(pixels);
            ArrayPool<byte>.Shared.Return(pixels);
        });
        return images / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    // The whole of a run but its start: reading, decoding, detection, and parts that are written and synced.
    private double Scan(DetectionOptions detection, int images, int cores)
    {
        var folder = new RunFolder(Path.Combine(_folder.FullName, "run"));
        folder.Clear();
        var request = new ScanRequest(["benchmark"], "/", new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, string>(), new Dictionary<string, long>());
        RunManifest manifest = ScanPlan.Open(folder, request, Enumerable.Range(0, images).Select(i => new ScanInput(_images[i % _images.Length], InputKind.Image, 1)));
        var detector = new Detector(detection);
        using var scan = new ShardScan(new SourceReader("/", null), new ImageScreen(_codec, new DecodeOptions(), detector.Detect, detector.NeedsColours), cores);
        long begun = Stopwatch.GetTimestamp();
        new ScanRun(folder, manifest, scan).Run(Enumerable.Range(0, manifest.Shards.Count), _ => { }, (_, _) => { });
        return images / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    // What rows take in a part and in the merged table: rows as the last run made them, under other names and with other scores.
    private (double PartBytes, double TableBytes, double RowsPerSecond) Merge()
    {
        var folder = new RunFolder(Path.Combine(_folder.FullName, "run"));
        RunManifest manifest = folder.Require();
        ScanRow[] rows = [.. PartFile.Rows(folder, manifest)];
        var random = new Random(1);
        using (FileStream part = File.Create(folder.PartPath(0)))
            JsonLinesFile.Write(Enumerable.Range(0, MergedRows).Select(i => rows[i % rows.Length] with { Shard = 0, Index = i, Input = $"photos/{i / 1000:000000}/{i:000000000}.jpg", Score = random.NextDouble() }), part);
        manifest = manifest with { Shards = [[0, MergedRows, MergedRows]] };

        using var table = new MemoryStream();
        // The first time compiles the code.
        ParquetTable.Write(PartFile.Rows(folder, manifest), table);
        table.SetLength(0);
        long begun = Stopwatch.GetTimestamp();
        ParquetTable.Write(PartFile.Rows(folder, manifest), table);
        return ((double)new FileInfo(folder.PartPath(0)).Length / MergedRows, (double)table.Length / MergedRows, MergedRows / Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    private string[] Render()
    {
        var paths = new string[RenderedImages];
        Parallel.For(0, paths.Length, i =>
        {
            paths[i] = Path.Combine(_folder.FullName, $"{i}.jpg");
            _codec.Encode(Scene.Create(Scene.Names[i % Scene.Names.Count], (ulong)i).Render(new ImageSize(500, 375)), paths[i]);
        });
        return paths;
    }

    private static bool IsJpeg(string path) => Path.GetExtension(path).ToLowerInvariant() is ".jpg" or ".jpeg";
}

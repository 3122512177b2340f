using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Detection;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;
using Downright.Scanning.Runs;
using Downright.Scanning.Sources;

namespace Downright.Cli;

/// <summary><c>scan</c>: screens a data set, shard by shard; begins a run, or goes on with one.</summary>
internal sealed class ScanVerb : Verb
{
    private readonly CommonOptions _common = new();
    private readonly RowArguments _rows = new();
    private readonly ScanArguments _scan = new();
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "Folders, patterns, images, tar archives, Parquet tables, or lists of paths (- for standard input); none to go on with the run",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public ScanVerb()
        : base("scan", "Screens a data set for attack images: resumable, sharded, on one machine or many.", "downright scan photos/ -s 224 --scaler opencv:linear -o run/")
    {
        Add(_sources);
        AddAll([.. _rows.All, .. _scan.All, .. _common.All]);
        Add(new ScanMergeVerb());
        Add(new ScanReportVerb(_rows, Kept));
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        var folder = new RunFolder(arguments.GetRequiredValue(_scan.Output));
        ShardChoice? choice = arguments.GetValue(_scan.Shard) ?? (arguments.GetValue(_scan.Slurm) ? null : ShardChoice.Ambient(Environment.GetEnvironmentVariable));
        ThrowIfContrary(arguments, choice);
        Baseline baseline = arguments.GetValue(_scan.Baseline) is { } path ? Baseline.Read(path) : Baseline.None;

        RunManifest manifest = Plan(arguments, folder, cancellation);
        ParseResult kept = Kept(manifest);
        if (arguments.GetValue(_scan.Slurm))
        {
            SlurmReport job = ScanSlurm.Submit(folder, manifest, _common.Jobs(arguments), arguments.ValueOr(_scan.SlurmAttempts, ScanSlurm.DefaultAttempts), arguments.GetValue(_scan.SlurmOptions) ?? [], arguments.GetValue(_scan.DryRun));
            if (_common.IsJson(arguments)) JsonReport.Write(job);
            else job.WriteText();
            return ExitCodes.Done;
        }

        IReadOnlyList<int> shards = (choice ?? ShardChoice.All).Take(manifest.Shards.Count);
        HashSet<int> missing = [.. folder.Missing(manifest)];
        double weight = shards.Where(missing.Contains).Sum(shard => (double)manifest.Shard(shard).Weight);
        SourceReader reader = new(manifest.Folder, _rows.Column(kept));
        Quarantine? quarantine = arguments.GetValue(_scan.Quarantine) is { } place ? new Quarantine(place, arguments.GetValue(_scan.Move), reader, manifest.Folder) : null;

        int jobs = _common.Jobs(arguments);
        // Reading blocks threads of the pool, which on slow storage would leave none for the cores.
        ThreadPool.GetMinThreads(out _, out int completion);
        ThreadPool.SetMinThreads((jobs * (ShardScan.ReadAhead + 1)) + 2, completion);
        using var scan = new ShardScan(reader, Screen(kept), jobs);
        var (counts, rate) = ProgressBar.Run(Name, Math.Max(1, weight), _common.IsQuiet(arguments), "images", tell => Scan(new ScanRun(folder, manifest, scan), shards, tell, baseline, quarantine, missing, cancellation));

        int left = folder.Missing(manifest).Count;
        if (left == 0) folder.RemoveUnfinished();
        Report(arguments, ScanReport.Of(folder.Path, shards.Count, manifest.Shards.Count, left, counts, rate, manifest.PassedOver));
        ScanFailure failing = arguments.ValueOr(_scan.FailOn, ScanFailure.Attack);
        bool found = failing != ScanFailure.None && (counts.Attack > counts.Known || (failing == ScanFailure.Error && counts.Error > 0));
        return found ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static (ScanCounts Counts, double? Rate) Scan(ScanRun run, IReadOnlyList<int> shards, Action<double> tell, Baseline baseline, Quarantine? quarantine, HashSet<int> missing, CancellationToken cancellation)
    {
        var counts = new ScanCounts();
        long begun = Stopwatch.GetTimestamp(), scanned = 0;
        run.Run(
            shards,
            tell,
            (shard, rows) =>
            {
                var findings = new List<ScanRow>();
                long before = counts.Images;
                foreach (ScanRow row in rows)
                {
                    counts = counts.With(row, baseline.Knows(row));
                    if (quarantine is not null && row.Verdict == ScanRow.Attack) findings.Add(row);
                }

                if (missing.Contains(shard.Number)) scanned += counts.Images - before;
                quarantine?.Take(findings, ErrorLine.Warn);
            },
            cancellation);
        return (counts, scanned == 0 ? null : scanned / Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    private RunManifest Plan(ParseResult arguments, RunFolder folder, CancellationToken cancellation)
    {
        string[] sources = arguments.GetValue(_sources) ?? [];
        if (sources.Length == 0)
        {
            RunManifest manifest = folder.Require();
            ScanPlan.ThrowIfOtherVersion(manifest, Versions(Kept(manifest)), folder);
            return manifest;
        }

        string current = Environment.CurrentDirectory;
        var listing = new SourceListing(current, Console.In, [folder.Path, .. arguments.GetValue(_scan.Quarantine) is { } quarantine ? [quarantine] : Array.Empty<string>()]);
        foreach (string undecided in Detector(arguments).Undecided) ErrorLine.Warn($"decides nothing: {undecided}");
        int? shards = arguments.GetResult(_scan.Shards) is null ? null : arguments.GetValue(_scan.Shards);
        Func<IEnumerable<ScanInput>, long>? size = arguments.GetValue(_scan.Slurm) && shards is null ? inputs => RateProbe.ImagesPerShard(inputs, new SourceReader(current, _rows.Column(arguments)), Screen(arguments), _common.Jobs(arguments), arguments.ValueOr(_scan.ShardMinutes, ScanSlurm.DefaultMinutes), cancellation) : null;
        var request = new ScanRequest(sources, current, _rows.Given(arguments), Versions(arguments), listing.PassedOver, shards, size, arguments.GetValue(_scan.Move), arguments.GetValue(_scan.Force));
        return ScanPlan.Open(folder, request, listing.Inputs(sources), cancellation);
    }

    private Dictionary<string, string> Versions(ParseResult arguments)
    {
        DetectionThresholds thresholds = _rows.Detection(arguments).Thresholds ?? DetectionThresholds.Default;
        string digest = Convert.ToHexStringLower(SHA256.HashData(thresholds.ToJson().Span).AsSpan(0, 8));
        return new Dictionary<string, string> { ["downright"] = Tool.Version, ["libvips"] = VipsImageCodec.LibraryVersion, ["thresholds"] = $"sha256:{digest}" };
    }

    // What decides the rows is what the run began with; a worker is given nothing but the folder.
    private ParseResult Kept(RunManifest manifest)
    {
        ParseResult kept = Parse(["-o", "-", .. RowArguments.Words(manifest.Options)], new ParserConfiguration { ResponseFileTokenReplacer = null });
        return kept.Errors.Count == 0 ? kept : throw new ScanException($"the options in run.json cannot be read ({kept.Errors[0].Message})");
    }

    private ImageScreen Screen(ParseResult arguments)
    {
        Detector detector = Detector(arguments);
        long pixels = detector.Options.Methods.Except(DetectionMethods.Recommended).Any() ? ImageScreen.FewPixels : ImageScreen.UsualPixels;
        return new ImageScreen(new VipsImageCodec(), _rows.Decoding(arguments), detector.Detect, detector.NeedsColours, pixels);
    }

    private Detector Detector(ParseResult arguments) => DetectionArguments.DetectorOf(_rows.Detection(arguments));

    private void ThrowIfContrary(ParseResult arguments, ShardChoice? choice)
    {
        bool slurm = arguments.GetValue(_scan.Slurm), sources = arguments.GetValue(_sources) is { Length: > 0 };
        if (arguments.GetValue(_scan.Force) && choice is not null) throw new UsageException("--force starts the whole run anew, which one of several workers must not; run it once without --shard, outside of array jobs");
        if (arguments.GetValue(_scan.Force) && !sources) throw new UsageException("--force starts anew, which needs the SOURCES again");
        if (!sources && _rows.Given(arguments).Keys.FirstOrDefault() is { } given) throw new UsageException($"{given}: without SOURCES the run goes on with the options that it began with; leave this one out");
        if (arguments.GetValue(_scan.Move) && arguments.GetValue(_scan.Quarantine) is null) throw new UsageException("--move needs --quarantine, the folder to move findings to");
        if (arguments.GetValue(_scan.Quarantine) is { } quarantine && File.Exists(quarantine)) throw new UsageException($"--quarantine: {quarantine} is a file; name a folder");
        if (slurm && arguments.GetResult(_scan.Shard) is not null) throw new UsageException("--slurm submits all shards that are not done; leave --shard out");
        if (!slurm && arguments.GetValue(_scan.DryRun)) throw new UsageException("--dry-run is for --slurm");
    }

    private void Report(ParseResult arguments, ScanReport report)
    {
        if (_common.IsJson(arguments))
        {
            JsonReport.Write(report);
            return;
        }

        if (_common.IsQuiet(arguments)) return;
        TableReport.Write(
            ["verdict", "#images"],
            [["clean", $"{report.Clean:N0}"], ["attack", $"{report.Attack:N0}{(report.Known > 0 ? $" ({report.Known:N0} known)" : "")}"], ["error", $"{report.Error:N0}"]],
            [
                .. report.PassedOver.Count > 0 ? [$"Files passed over, since their names are no images': {PassedOver.Words(report.PassedOver)}."] : Array.Empty<string>(),
                .. report.ImagesPerSecond is { } rate ? [$"{rate:N0} images a second."] : Array.Empty<string>(),
                report.MissingShards == 0
                    ? $"The run is done: downright scan merge {report.Run} makes one table of it, downright scan report {report.Run} a page."
                    : $"{report.MissingShards} of the run's {report.ShardsOfRun} shards are not done yet: downright scan -o {report.Run} does them.",
            ]);
    }
}

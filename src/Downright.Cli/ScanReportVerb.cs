using System.CommandLine;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Detection;
using Downright.Files;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;
using Downright.Scanning.Sources;

namespace Downright.Cli;

/// <summary><c>scan report</c>: makes a page of a run.</summary>
internal sealed class ScanReportVerb : Verb
{
    private readonly RowArguments _rows;
    private readonly Func<RunManifest, ParseResult> _kept;
    private readonly Argument<string> _run = new("RUN") { Description = "The run's folder" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The page to write (default: report.html in the run's folder)", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing page" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Only errors" };

    /// <summary>Makes the verb.</summary>
    /// <param name="rows">The options that decide rows.</param>
    /// <param name="kept">What a run keeps of them.</param>
    public ScanReportVerb(RowArguments rows, Func<RunManifest, ParseResult> kept)
        : base("report", "Makes a page of a run: counts, scores, the worst images and what they hide.", "downright scan report run/")
    {
        _rows = rows;
        _kept = kept;
        Add(_run);
        AddAll([_output, _force, _quiet]);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        var folder = new RunFolder(arguments.GetRequiredValue(_run));
        RunManifest manifest = folder.Require();
        string output = arguments.GetValue(_output) ?? Path.Combine(folder.Path, "report.html");
        OutputFile.ThrowIfBlocked(output, arguments.GetValue(_force));

        ParseResult kept = _kept(manifest);
        Detector detector = DetectionArguments.DetectorOf(_rows.Detection(kept) with { Reveal = true });
        var gallery = new Gallery(new SourceReader(manifest.Folder, _rows.Column(kept)), manifest.Folder, new VipsImageCodec(), _rows.Decoding(kept), detector.Detect);
        RunSummary summary = RunSummary.Of(PartFile.Rows(folder, manifest), cancellation);
        OutputFile.Write(output, arguments.GetValue(_force), ReportPage.Of(manifest, summary, gallery, cancellation).Write);
        if (!arguments.GetValue(_quiet)) Console.Out.WriteLine($"{PlainText.Of(output)}: {summary.Counts.Images:N0} images, {summary.Counts.Attack:N0} of them attack images");
        return ExitCodes.Done;
    }
}

using System.CommandLine;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;

namespace Downright.Cli;

/// <summary>What <c>scan merge</c> writes.</summary>
internal enum MergeFormat
{
    Parquet,
    JsonLines,
    Sarif,
}

/// <summary><c>scan merge</c>: makes one file of a run's parts.</summary>
internal sealed class ScanMergeVerb : Verb
{
    private readonly Argument<string> _run = new("RUN") { Description = "The run's folder" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The file to write (default: scan.parquet, scan.jsonl or scan.sarif in the run's folder)", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<MergeFormat> _format = ValueOption.Choice("--format", "What is written: all rows as a table or as lines, or the findings for code scanners (default: parquet)",
        ("parquet", MergeFormat.Parquet), ("jsonl", MergeFormat.JsonLines), ("sarif", MergeFormat.Sarif));
    private readonly Option<bool> _findings = new("--findings") { Description = "Only attack images, such as for a baseline" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing file" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Only errors" };

    public ScanMergeVerb()
        : base("merge", "Makes one Parquet table, JSON Lines or SARIF file of a run.", "downright scan merge run/")
    {
        Add(_run);
        AddAll([_output, _format, _findings, _force, _quiet]);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        var folder = new RunFolder(arguments.GetRequiredValue(_run));
        RunManifest manifest = folder.Require();
        MergeFormat format = arguments.ValueOr(_format, MergeFormat.Parquet);
        string output = arguments.GetValue(_output) ?? Path.Combine(folder.Path, format switch
        {
            MergeFormat.JsonLines => "scan.jsonl",
            MergeFormat.Sarif => "scan.sarif",
            _ => "scan.parquet",
        });
        OutputFile.ThrowIfBlocked(output, arguments.GetValue(_force));

        IEnumerable<ScanRow> rows = PartFile.Rows(folder, manifest);
        if (arguments.GetValue(_findings)) rows = rows.Where(row => row.Verdict == ScanRow.Attack);
        OutputFile.RemoveUnfinished(output);
        long written = 0;
        try
        {
            OutputFile.Write(output, arguments.GetValue(_force), stream => written = format switch
            {
                MergeFormat.JsonLines => JsonLinesFile.Write(rows, stream, cancellation),
                MergeFormat.Sarif => FindingsSarif.Write(rows, stream, Tool.Version, cancellation),
                _ => ParquetTable.Write(rows, stream, cancellation),
            });
        }
        catch (ImageFileException e) when (e.InnerException is ScanException broken)
        {
            // What cannot be read is a part, not what cannot be written.
            throw new ScanException(broken.Message, e);
        }

        if (!arguments.GetValue(_quiet)) Console.Out.WriteLine($"{PlainText.Of(output)}: {written:N0} {(format == MergeFormat.Sarif ? "findings" : "rows")}");
        return ExitCodes.Done;
    }
}

using System.CommandLine;
using System.Globalization;

namespace Downright.Cli.Options;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>A table for people.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One SARIF 2.1.0 document, for code scanners.</summary>
    Sarif,
}

/// <summary>Options that every verb has: how results and messages are written.</summary>
internal sealed class CommonOptions
{
    private readonly Option<OutputFormat> _format;
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No table, messages or progress: only errors, and the JSON document if asked for" };
    private readonly Option<int> _jobs = ValueOption.Create(["--jobs"], "How many images or scalers are worked on at a time (default: one a processor)", "N", "a whole number of at least 1",
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1);

    /// <summary>Makes the options.</summary>
    /// <param name="more">Formats that a verb has beyond table and json.</param>
    public CommonOptions(params ReadOnlySpan<(string Name, OutputFormat Value)> more) => _format = ValueOption.Choice(
        "--format", "How results are written to standard output (default: table)", [("table", OutputFormat.Table), ("json", OutputFormat.Json), .. more]);

    /// <summary>All of them.</summary>
    public Option[] All => [_format, _quiet, _jobs];

    /// <summary>Whether standard output gets one JSON document.</summary>
    public bool IsJson(ParseResult arguments) => Format(arguments) == OutputFormat.Json;

    /// <summary>How results are written.</summary>
    public OutputFormat Format(ParseResult arguments) => arguments.ValueOr(_format, OutputFormat.Table);

    /// <summary>Whether nothing but errors and JSON is wanted.</summary>
    public bool IsQuiet(ParseResult arguments) => arguments.GetValue(_quiet);

    /// <summary>How much is worked on at a time.</summary>
    public int Jobs(ParseResult arguments) => arguments.ValueOr(_jobs, Environment.ProcessorCount);
}

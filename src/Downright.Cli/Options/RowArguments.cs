using System.CommandLine;
using System.CommandLine.Parsing;
using Downright.Detection;
using Downright.Files;

namespace Downright.Cli.Options;

/// <summary>Options of <c>scan</c> that decide the rows. A run keeps them as they were given, and reads them again when it goes on.</summary>
internal sealed class RowArguments
{
    private readonly DetectionArguments _detection = new();
    private readonly DecodeArguments _decoding = new();
    private readonly Option<string> _column = new("--column") { Description = "The column of images in Parquet tables, such as image.bytes (default: found by name and type)", HelpName = "NAME", Arity = ArgumentArity.ExactlyOne };

    /// <summary>All of them.</summary>
    public Option[] All => [.. _detection.All, .. _decoding.All, _column];

    /// <summary>What images are examined for.</summary>
    public DetectionOptions Detection(ParseResult arguments) => _detection.In(arguments);

    /// <summary>How images are read.</summary>
    public DecodeOptions Decoding(ParseResult arguments) => _decoding.In(arguments);

    /// <summary>The column of images in tables, or null.</summary>
    public string? Column(ParseResult arguments) => arguments.GetValue(_column);

    /// <summary>The options that were given, with their values as text; workers in other folders find the files that they name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Given(ParseResult arguments)
    {
        var given = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (Option option in All)
            if (arguments.GetResult(option) is OptionResult { Implicit: false } result) given[option.Name] = [.. result.Tokens.Select(t => _detection.NamesFile(option) ? Path.GetFullPath(t.Value) : t.Value)];
        return given;
    }

    /// <summary>The words of a command line with these options.</summary>
    public static IEnumerable<string> Words(IReadOnlyDictionary<string, IReadOnlyList<string>> options) =>
        options.SelectMany(option => option.Value is [] ? [option.Key] : option.Value.SelectMany(value => new[] { option.Key, value }));
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Downright.Cli;
using Downright.Cli.Options;
using Downright.Evaluation.Experiments;
using Downright.Evaluation.Running;

namespace Downright.Evaluation;

/// <summary>Options of the commands that run experiments.</summary>
internal sealed class RunArguments
{
    private readonly Option<string> _output = new("--output", "-o") { Description = "The run's folder: made if it is not there, gone on with if it holds this run", HelpName = "OUT", Required = true, Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string[]> _only = new("--only") { Description = "Only these experiments; may be given again", HelpName = "EXPERIMENT", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
    private readonly Option<ImageSize[]> _sizes = new("--size", "-s") { Description = "A target size, WxH or N for NxN; may be given again (default: 224, 112 and 96; 48 in the demo)", HelpName = "WxH", Arity = ArgumentArity.OneOrMore, CustomParser = ParseSizes };
    private readonly Option<int> _pairs = Number("--pairs", "The most pairs of each size and ratio bin (default: 24; 4 in the demo)", "N", 1, 100_000);
    private readonly Option<int> _seed = Number("--seed", "Draws the pairs, and seeds the random filter (default: 1)", "N", 0, int.MaxValue);
    private readonly Option<int> _jobs = Number("--jobs", "How many pairs are worked on at a time (default: one a processor)", "N", 1, 1024);
    private readonly Option<bool> _force = new("--force") { Description = "Start anew where the folder holds a run" };
    private readonly Option<bool> _noPictures = new("--no-pictures") { Description = "Leave the photos out of the report" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No messages or progress: only errors" };

    /// <summary>All of them.</summary>
    public Option[] All => [_output, _only, _sizes, _pairs, _seed, _jobs, _force, _noPictures, _quiet];

    public string Output(ParseResult arguments) => arguments.GetRequiredValue(_output);

    public bool Force(ParseResult arguments) => arguments.GetValue(_force);

    public bool Pictures(ParseResult arguments) => !arguments.GetValue(_noPictures);

    public bool IsQuiet(ParseResult arguments) => arguments.GetValue(_quiet);

    public int Jobs(ParseResult arguments) => arguments.ValueOr(_jobs, Environment.ProcessorCount);

    /// <summary>Sizes, pairs and seed, or these defaults.</summary>
    public RunSettings Settings(ParseResult arguments, RunSettings defaults) =>
        new([.. arguments.ValueOr(_sizes, [.. defaults.Sizes]).Distinct()], arguments.ValueOr(_pairs, defaults.PairsPerBin), arguments.ValueOr(_seed, defaults.Seed));

    /// <summary>The experiments that are asked for: all where none is named.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public IReadOnlyList<IExperiment> Experiments(ParseResult arguments, params IEnumerable<string> named)
    {
        string[] only = arguments.GetValue(_only) ?? [];
        string[] names = only.Length > 0 ? only : [.. named];
        string[] known = [.. ExperimentList.All.Select(e => e.Name)];
        if (names.FirstOrDefault(name => name != "all" && !known.Contains(name)) is { } unknown)
            throw new UsageException($"There is no experiment '{unknown}'; there are all, {string.Join(", ", known)}");
        return names.Length == 0 || names.Contains("all") ? ExperimentList.All : [.. ExperimentList.All.Where(e => names.Contains(e.Name))];
    }

    private static Option<int> Number(string name, string description, string form, int least, int most) => ValueOption.Create([name], description, form, $"a whole number from {least} to {most}",
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    private static ImageSize[] ParseSizes(ArgumentResult result)
    {
        List<ImageSize> sizes = [];
        foreach (string text in result.Tokens.Select(t => t.Value))
        {
            if (ImageSize.TryParse(text, out ImageSize size) && Math.Min(size.Width, size.Height) >= 16 && size.Pixels <= 4096 * 4096) sizes.Add(size);
            else result.AddError($"--size is WxH, or N for NxN, with sides of at least 16 and at most 4096 x 4096 pixels, not '{text}'");
        }

        return [.. sizes];
    }
}

using System.CommandLine;
using System.Globalization;
using Downright.Scanning.Plans;

namespace Downright.Cli.Options;

/// <summary>From which verdict on a scan's exit code is 1.</summary>
internal enum ScanFailure
{
    Attack,
    Error,
    None,
}

/// <summary>Options of <c>scan</c> that decide what is done, where and by whom; none of them decides a row.</summary>
internal sealed class ScanArguments
{
    public Option<string> Output { get; } = new("--output", "-o") { Description = "The run's folder; the same command goes on with the run that is in it", HelpName = "RUN", Required = true, Arity = ArgumentArity.ExactlyOne };

    public Option<bool> Force { get; } = new("--force") { Description = "Remove the run that is in the folder, and start anew" };

    public Option<int> Shards { get; } = Whole("--shards", "How many shards a new run is cut into (default: of about 1000 images, at most 10000 shards)", 100_000);

    public Option<ShardChoice> Shard { get; } = ValueOption.Create<ShardChoice>(["--shard"], "Be the i-th of N workers (default: SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, each the number of a shard; else do all shards)", "i/N",
        "i/N with i from 1 to N, such as 3/16", ShardChoice.TryParse);

    public Option<string> Baseline { get; } = new("--baseline") { Description = "Findings that are known and do not fail the run: JSON Lines with sha256, as scan merge --format jsonl --findings writes", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };

    public Option<string> Quarantine { get; } = new("--quarantine") { Description = "Copy findings into a folder", HelpName = "DIR", Arity = ArgumentArity.ExactlyOne };

    public Option<bool> Move { get; } = new("--move") { Description = "With --quarantine: move image files instead; archives and tables never change" };

    public Option<ScanFailure> FailOn { get; } = ValueOption.Choice("--fail-on", "What makes the exit code 1: attack images, also images that cannot be read, or nothing (default: attack)",
        ("attack", ScanFailure.Attack), ("error", ScanFailure.Error), ("none", ScanFailure.None));

    public Option<bool> Slurm { get; } = new("--slurm") { Description = "Submit what is not done yet as an array job of Slurm" };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "With --slurm: print the job instead" };

    public Option<double> ShardMinutes { get; } = ValueOption.Create<double>(["--shard-minutes"], "With --slurm: how long a shard of a new run is to take, as measured on its first images (default: 5)", "M", "a number of minutes above 0 and at most 1440",
        (string text, out double value) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is > 0 and <= 1440);

    public Option<int> SlurmAttempts { get; } = Whole("--slurm-attempts", "With --slurm: how often what is missing is submitted, the first time included (default: 3)", 100);

    public Option<string[]> SlurmOptions { get; } = new("--slurm-option") { Description = "With --slurm: an option for sbatch such as --partition=cpu; may be given again", HelpName = "OPTION", Arity = ArgumentArity.OneOrMore };

    /// <summary>All of them.</summary>
    public Option[] All => [Output, Force, Shards, Shard, Baseline, Quarantine, Move, FailOn, Slurm, DryRun, ShardMinutes, SlurmAttempts, SlurmOptions];

    /// <summary>Describes them.</summary>
    public ScanArguments() => SlurmOptions.Validators.Add(result =>
    {
        // Each becomes a line of the job's script.
        if (result.Tokens.Any(token => token.Value.Any(char.IsControl))) result.AddError("--slurm-option is one line, without control characters");
    });

    private static Option<int> Whole(string name, string description, int most) => ValueOption.Create([name], description, "N", $"a whole number from 1 to {most}",
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= most);
}

using System.CommandLine;
using System.Globalization;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Files;
using Downright.Vetting;

namespace Downright.Cli;

/// <summary><c>vet</c>: says of scalers, by name or as a program, whether they can be attacked.</summary>
internal sealed class VetVerb : Verb
{
    /// <summary>The most calls of a program at one geometry of 64 outputs an axis or more.</summary>
    private const int CallsPerGeometry = 6;

    private readonly CommonOptions _common = new(("sarif", OutputFormat.Sarif));
    private readonly Argument<ScalerProfile[]> _scalers = ScalerOptions.Words("Scalers by name; downright scalers lists them");
    private readonly Option<string[]> _commands = new("--exec") { Description = "A program to vet, which scales a PNG file to another: 'cmd {in} {out} {width} {height}'; may be given again", HelpName = "COMMAND", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _models = new("--onnx") { Description = "An ONNX model, whose nodes Resize and Upsample that make images smaller are vetted; may be given again", HelpName = "MODEL", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _fix = new("--fix") { Description = "Write a copy of the model with antialias=1 on those nodes", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<bool> _shell = new("--shell") { Description = "Let a shell read the commands of --exec" };
    private readonly Option<TimeSpan> _timeout = ValueOption.Create(["--timeout"], "How long one call of a command may take (default: 30)", "SECONDS", "a number of seconds above 0 and at most 86400",
        (string text, out TimeSpan value) =>
        {
            bool right = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= 86400;
            value = right ? TimeSpan.FromSeconds(seconds) : default;
            return right;
        });
    private readonly Option<ImageSize[]> _sources = SizeOptions.Sources("A size to scale from; may be given again (default: a sweep of ten, from twice to 18.3 times the size, one of them narrower by a pixel)");
    private readonly Option<ImageSize> _size = SizeOptions.Target(required: false, $"The size to scale to (default: {VettingSweep.DefaultTarget})");
    private readonly Option<Verdict> _failOn = ValueOption.Choice("--fail-on", "From which verdict on the exit code is 1 (default: undetermined)", ("undetermined", Verdict.Undetermined), ("vulnerable", Verdict.Vulnerable));
    private readonly Option<string> _plot = new("--plot") { Description = "Draw the weights of one scaler, at the sizes that decided, as an SVG file", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing plot or copy of a model" };

    public VetVerb()
        : base("vet", "Says whether scalers can be attacked, how badly, and what would be safe.", "downright vet opencv:linear --onnx model.onnx --exec \"python3 scale.py {in} {out} {width} {height}\"")
    {
        Add(_scalers);
        AddAll([_commands, _shell, _timeout, _models, _fix, _sources, _size, _failOn, _plot, _force, .. _common.All]);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        ScalerProfile[] profiles = arguments.GetValue(_scalers) ?? [];
        CommandLine[] commands = Commands(arguments);
        string[] models = arguments.GetValue(_models) ?? [];
        int targets = profiles.Length + commands.Length + models.Length;
        if (targets == 0) throw new UsageException("vet needs a SCALER, a program with --exec, or a model with --onnx; downright scalers lists the names");
        bool force = arguments.GetValue(_force);
        string? plot = arguments.GetValue(_plot), fix = arguments.GetValue(_fix);
        if (plot is not null && (targets > 1 || models.Length > 0)) throw new UsageException("--plot draws one scaler; vet one at a time with it");
        if (fix is not null && models.Length != 1) throw new UsageException("--fix writes a copy of one model; give it with --onnx");
        foreach (string output in new[] { plot, fix }.OfType<string>()) OutputFile.ThrowIfBlocked(output, force);
        if (fix is not null && Path.GetFullPath(fix) == Path.GetFullPath(models[0])) throw new UsageException($"--fix: {fix}: this is the model itself, which is never replaced");
        TimeSpan limit = arguments.ValueOr(_timeout, TimeSpan.FromSeconds(30));
        // The command is ended by its own limit; the margin leaves time to end it.
        var options = new VettingOptions { Geometries = Geometries(arguments), TimeLimit = limit + TimeSpan.FromSeconds(30) };
        OnnxTargets[] nodes = [.. models.Select(model => new OnnxTargets(model, arguments.GetResult(_sources) is null ? null : options.Geometries))];
        int steps = profiles.Length + models.Length + (commands.Length * options.Geometries.Count * CallsPerGeometry);

        Vetted[] results = ProgressBar.Run(Name, steps, _common.IsQuiet(arguments), stepDone =>
        {
            var known = new VettingResult[profiles.Length];
            Parallel.For(0, known.Length, new ParallelOptions { MaxDegreeOfParallelism = _common.Jobs(arguments), CancellationToken = cancellation }, i =>
            {
                known[i] = ScalerVetting.Vet(profiles[i], options, cancellation);
                stepDone();
            });
            VettingResult[] programs = [.. commands.Select(command => Vet(command, limit, options, stepDone, cancellation))];
            Vetted[] found = [.. nodes.SelectMany(model => model.Vet(options, cancellation))];
            return (Vetted[])[.. known.Concat(programs).Select(Vetted.Of), .. found];
        });

        if (plot is not null) WeightPlot.Write(results[0].Result!, plot, force);
        string? done = fix is null ? null : nodes[0].Fix(fix, force);
        Write(results, nodes, arguments);
        if (done is not null && !_common.IsQuiet(arguments)) Console.Error.WriteLine(done);
        Verdict failing = arguments.ValueOr(_failOn, Verdict.Undetermined);
        return Array.Exists(results, r => r.Verdict >= failing) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static VettingResult Vet(CommandLine command, TimeSpan limit, VettingOptions options, Action stepDone, CancellationToken cancellation)
    {
        using var scaler = new CommandScaler(command, limit, stepDone, cancellation);
        VettingResult result = ScalerVetting.Vet(scaler, options, cancellation);
        return scaler.NotStarted is { } reason ? throw new UsageException($"--exec: {reason}") : result;
    }

    private CommandLine[] Commands(ParseResult arguments)
    {
        try
        {
            return [.. (arguments.GetValue(_commands) ?? []).Select(text => CommandLine.Parse(text, arguments.GetValue(_shell)))];
        }
        catch (FormatException e)
        {
            throw new UsageException($"--exec: {e.Message}");
        }
    }

    private IReadOnlyList<ScalingGeometry> Geometries(ParseResult arguments)
    {
        ImageSize size = arguments.ValueOr(_size, VettingSweep.DefaultTarget);
        if (arguments.GetResult(_sources) is not null)
        {
            if (arguments.GetResult(_size) is null) throw new UsageException("--source needs --size, the size to scale to");
            return [.. arguments.GetRequiredValue(_sources).Select(source => new ScalingGeometry(source, size))];
        }

        if (size.Width < 2 || size.Width > 4096 || size.Height > 4096) throw new UsageException($"--size: a sweep goes to sizes from 2x1 to 4096x4096, not to {size}; give --source for others");
        return VettingSweep.For(size);
    }

    private void Write(Vetted[] results, OnnxTargets[] models, ParseResult arguments)
    {
        switch (_common.Format(arguments))
        {
            case OutputFormat.Json:
                JsonReport.Write(VetReport.Of(results));
                break;
            case OutputFormat.Sarif:
                using (Stream output = Console.OpenStandardOutput()) VetSarif.Write(output, results);
                break;
            default:
                if (_common.IsQuiet(arguments)) break;
                if (results.Length > 0) VetTable.Write(results);
                foreach (string note in models.Select(m => m.Note).OfType<string>()) Console.WriteLine(PlainText.Of(note));
                break;
        }
    }
}

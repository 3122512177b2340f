using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Downright.Attacks;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Files;

namespace Downright.Cli;

/// <summary><c>attack</c>: makes an attack image to test a pipeline or a defence with.</summary>
internal sealed class AttackVerb : Verb
{
    private readonly CommonOptions _common = new();
    private readonly DecodeArguments _decode = new();
    private readonly AttackArguments _attack = new();
    private readonly Argument<string[]> _images = new("SOURCE TARGET") { Description = "The image that people are to see and the one that the model is to see; with --sources only the latter", Arity = new ArgumentArity(1, 2) };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The attack image to write, .png", HelpName = "OUT.png", Required = true };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing file" };
    private readonly Option<ImageSize> _size = SizeOptions.Target(required: true, "The size that the model takes; a target of another size is area-scaled to it");

    public AttackVerb()
        : base("attack", "Makes an attack image to test with: people see the source, the scaler shows the target.", "downright attack photo.jpg other.jpg -o attack.png -s 224 --scaler opencv:linear")
    {
        Add(_images);
        AddAll([_output, _force, _size, .. _attack.All, .. _decode.All, .. _common.All]);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        DecodeOptions decoding = _decode.In(arguments);
        if (decoding.Alpha == AlphaHandling.Keep) throw new UsageException("--alpha is flatten or drop for attack: attack images have no alpha");
        string output = arguments.GetRequiredValue(_output);
        string[] images = arguments.GetRequiredValue(_images);
        bool overwrite = arguments.GetValue(_force), quiet = _common.IsQuiet(arguments);
        if (!output.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"--output: {output} should end in .png: other formats lose the attack, or the mark that says what the image is");
        if (images.Length != (arguments.GetValue(_attack.Sources) is null ? 2 : 1))
            throw new UsageException(images.Length == 1 ? "SOURCE and TARGET are two images; only with --sources the target alone is given" : "--sources picks the source: give the target image alone");
        ImagePlan.Create([.. images.Take(1)], output, keepsAlpha: false, overwrite);
        ImagePlan.Create([.. images.Skip(1)], output, keepsAlpha: false, overwrite);

        var (plan, attack, elapsed) = ProgressBar.Run(Name, quiet, progress =>
        {
            AttackPlan plan = AttackPlan.Create(arguments, _attack, new AttackImages(decoding, cancellation), images, arguments.GetRequiredValue(_size), _common.Jobs(arguments));
            long start = Stopwatch.GetTimestamp();
            AttackResult attack = plan.Craft(progress, cancellation);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            new VipsImageCodec().Encode(attack.Image, output, new EncodeOptions { Overwrite = overwrite, PngText = plan.Marks(attack) }, cancellation);
            return (plan, attack, elapsed);
        });

        OutputObjective o1 = attack.O1(plan.Judge);
        AppearanceObjective o2 = attack.O2();
        ExpectedOutput? expected = plan.Expected(attack);
        if (_common.IsJson(arguments))
        {
            JsonReport.Write(new AttackReport("downright/attack/1", attack.Method, plan.Judge.Name, OutputReport.Of(o1), AppearanceReport.Of(o2), OptimalityReport.Of(attack.Optimality),
                expected, Math.Round(elapsed.TotalMilliseconds, 3)));
        }
        else if (!quiet)
        {
            WriteTable(attack, plan.Judge.Name, o1, o2, expected);
        }

        return o1.Feasible ? ExitCodes.Done : ExitCodes.Findings;
    }

    private static void WriteTable(AttackResult attack, string scaler, OutputObjective o1, AppearanceObjective o2, ExpectedOutput? expected) => TableReport.Write(
        ["method", "scaler", "#largest error", "#PSNR to target", "#PSNR to source", "#SSIM to source", "#pixels changed", "#infeasible outputs"],
        [[
            attack.Method, scaler, $"{o1.MaxAbsError}", Decibels(o1.PsnrDb), Decibels(o2.PsnrDb), o2.Ssim?.ToString("0.000", CultureInfo.InvariantCulture) ?? "",
            o2.L0Fraction.ToString("P1", CultureInfo.InvariantCulture), $"{o1.InfeasibleOutputs}",
        ]],
        Notes(attack, expected));

    private static IEnumerable<string> Notes(AttackResult attack, ExpectedOutput? expected)
    {
        if (attack.Optimality is { } optimality) yield return $"Proved: {optimality}.";
        if (attack.Infeasibility is { } infeasibility) yield return $"Infeasible: {infeasibility}. This is the best effort.";
        if (attack.LeastEpsilon is { } least) yield return string.Create(CultureInfo.InvariantCulture, $"The least feasible epsilon is {least:0.###}.");
        if (expected is not null) yield return $"Over fresh draws of the filter: {expected}.";
    }

    private static string Decibels(double value) => double.IsFinite(value) ? $"{value.ToString("0.0", CultureInfo.InvariantCulture)} dB" : "equal";
}

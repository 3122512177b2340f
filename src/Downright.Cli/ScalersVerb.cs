using System.CommandLine;
using System.Globalization;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Scaling;
using Downright.Vetting;

namespace Downright.Cli;

/// <summary><c>scalers</c>: lists every scaler, and how much of an image each looks at.</summary>
internal sealed class ScalersVerb : Verb
{
    private static readonly ImageSize DefaultSource = new(1200, 900);
    private static readonly ImageSize DefaultTarget = new(224, 224);

    private readonly CommonOptions _common = new();
    private readonly Option<ImageSize> _source = SizeOptions.Source($"The size to scale from (default: {DefaultSource})");
    private readonly Option<ImageSize> _size = SizeOptions.Target(required: false, $"The size to scale to (default: {DefaultTarget})");

    public ScalersVerb()
        : base("scalers", "Lists every scaler, and how much of an image each looks at.", "downright scalers --source 1920x1080 -s 224")
    {
        AddAll([_source, _size, .. _common.All]);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        ImageSize source = arguments.ValueOr(_source, DefaultSource), size = arguments.ValueOr(_size, DefaultTarget);
        bool quiet = _common.IsQuiet(arguments);
        ScalerItem[] items = ProgressBar.Run(Name, ScalerProfile.All.Count, quiet, stepDone =>
        {
            var results = new ScalerItem[ScalerProfile.All.Count];
            Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = _common.Jobs(arguments), CancellationToken = cancellation }, i =>
            {
                results[i] = Describe(ScalerProfile.All[i], source, size);
                stepDone();
            });
            return results;
        });

        if (_common.IsJson(arguments)) JsonReport.Write(new ScalersReport("downright/scalers/1", source, size, items));
        else WriteTable(items, source, size, quiet);
        return ExitCodes.Done;
    }

    private static ScalerItem Describe(ScalerProfile profile, ImageSize source, ImageSize size)
    {
        GeometryVerdict found = ScalerVetting.Vet(profile, new VettingOptions { Geometries = [new(source, size)] }).Worst;
        ScalerMeasures measures = found.Measures!;
        return new ScalerItem(profile.Name, [measures.Operator.Right.MaxTaps, measures.Operator.Left.MaxTaps], Widens(profile),
            measures.ConsideredFraction, measures.Concentration, measures.LargestWeight, measures.EnergyBound, VerdictWords.Of(found.Verdict));
    }

    // Judged from what it does, at two ratios that no grid rule favours.
    private static bool Widens(ScalerProfile profile) => KernelWidth(profile, 640) > KernelWidth(profile, 160);

    private static int KernelWidth(ScalerProfile profile, int side) =>
        ScalingOperator.Compile(profile, new ImageSize(side, side), new ImageSize(64, 64)).Right.MaxTaps;

    private static void WriteTable(ScalerItem[] items, ImageSize source, ImageSize size, bool quiet) => TableReport.Write(
        ["scaler", "#kernel", "widens", "#considered", "#concentration", "#largest weight", "#energy bound", "verdict"],
        items.Select(i => new[]
        {
            i.Name, $"{i.KernelWidth[0]}x{i.KernelWidth[1]}", i.WidensKernel ? "yes" : "no", i.ConsideredFraction.ToString("P1", CultureInfo.InvariantCulture),
            Number(i.Concentration), Number(i.LargestWeight), Number(i.EnergyBound), i.Verdict,
        }),
        quiet ? [] :
        [
            $"From {source} to {size}. kernel: the most source pixels that one output pixel reads, columns x rows; widens: whether it grows with the ratio.",
            "considered: the share of the source that counts. Where it is small, whoever changes those few pixels chooses what the model sees.",
            "energy bound: the least that it takes to change the whole output, next to changing the whole source: near 1 nothing can hide, near 0 nearly",
            "anything can. One pixel with a large weight is enough for that, however many others count a little; resize --prevention median closes it.",
            "verdict: at these sizes; downright vet judges a scaler at many.",
        ]);

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}

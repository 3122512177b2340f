using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Files;
using Downright.Prevention;

namespace Downright.Cli;

/// <summary>What <c>resize</c> and <c>clean</c> share: images in, the prevention, images out, and the report.</summary>
internal abstract class PreventionVerb : Verb
{
    private readonly CommonOptions _common = new();
    private readonly FileArguments _files = new(ArgumentArity.OneOrMore, "The file to write, .png or .jpg; or an existing folder, for PNG files of the inputs' names");
    private readonly DecodeArguments _decode = new();
    private readonly PreventionArguments _prevention = new();
    private readonly Option<ImageSize> _size;

    protected PreventionVerb(string name, string description, string example, string sizeDescription)
        : base(name, description, example)
    {
        _files.AddTo(this);
        Add(_size = SizeOptions.Target(required: true, sizeDescription));
        AddAll(_prevention.All);
        AddAll(_decode.All);
        AddAll(_common.All);
    }

    /// <summary>Makes the output image from the source image.</summary>
    protected delegate SafeImage MakeSafe(PixelImage<byte> source, CancellationToken cancellation);

    /// <summary>Checks and takes what this verb alone has.</summary>
    protected abstract MakeSafe Plan(ParseResult arguments, PreventionOptions prevention, ImageSize size, RgbColor background);

    protected sealed override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        DecodeOptions decoding = _decode.In(arguments);
        ImageSize size = arguments.GetRequiredValue(_size);
        MakeSafe make = Plan(arguments, _prevention.In(arguments), size, decoding.Background);
        bool overwrite = _files.Force(arguments), quiet = _common.IsQuiet(arguments);
        ImagePlan plan = ImagePlan.Create(_files.Inputs(arguments), _files.Output(arguments), decoding.Alpha == AlphaHandling.Keep, overwrite);

        var batch = new ImageBatch(plan, decoding, new EncodeOptions { Overwrite = overwrite });
        var (items, errors) = ProgressBar.Run(Name, plan.Steps.Count, quiet, stepDone => batch.Run(_common.Jobs(arguments), (step, image) =>
        {
            var (output, result, elapsed) = make(image, cancellation);
            return (output, new ResizeItem(step.Input, step.Output, image.Size, size, result.Scaler, PreventionArguments.NameOf(result.Method),
                result.PixelsReplaced, result.FallbackWindows, Math.Round(elapsed.TotalMilliseconds, 3)));
        }, stepDone, cancellation));

        foreach (ImageFileException error in errors) ErrorLine.Write(error);
        if (items.Count > 0 && _common.IsJson(arguments)) JsonReport.Write(new ResizeReport($"downright/{Name}/1", items));
        else if (items.Count > 0 && !quiet) WriteTable(items);
        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Error;
    }

    /// <summary>Does the scaling, and takes its time.</summary>
    protected static (PreventionResult Result, TimeSpan Elapsed) Timed(Func<PreventionResult> scale)
    {
        long start = Stopwatch.GetTimestamp();
        PreventionResult result = scale();
        return (result, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>An output image, and what was done to get it.</summary>
    /// <param name="Image">The image to write.</param>
    /// <param name="Result">What the prevention did.</param>
    /// <param name="Elapsed">How long that took.</param>
    protected readonly record struct SafeImage(PixelImage<byte> Image, PreventionResult Result, TimeSpan Elapsed);

    private static void WriteTable(IReadOnlyList<ResizeItem> items) => TableReport.Write(
        ["input", "output", "#source", "#size", "#replaced", "#ms"],
        items.Select(i => new[]
        {
            i.Input, i.Output, $"{i.SourceSize}", $"{i.Size}",
            i.PixelsReplaced.ToString(CultureInfo.InvariantCulture), i.ElapsedMs.ToString("0.0", CultureInfo.InvariantCulture),
        }),
        Notes(items));

    private static IEnumerable<string> Notes(IReadOnlyList<ResizeItem> items)
    {
        yield return $"Scaler {items[0].Scaler}, prevention {items[0].Prevention}; replaced: pixels of the source; ms: the scaling alone.";
        if (items.Any(i => i.PixelsReplaced == 0 && i.Prevention is "median" or "random"))
            yield return "Where no pixel was replaced, the scaler samples the source evenly already.";
        if (items.Any(i => i.FallbackWindows > 0))
            yield return $"The scaler looks at nearly everything: {items.Sum(i => i.FallbackWindows)} pixels were replaced from the lightest pixels around them.";
        if (items.Any(i => i.Prevention == "none"))
            yield return "Without prevention the model may see another picture than people do.";
    }
}

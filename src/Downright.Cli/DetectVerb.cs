using System.CommandLine;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Detection;
using Downright.Files;
using Downright.Scanning.Sources;

namespace Downright.Cli;

/// <summary><c>detect</c>: says of images whether another one is hidden in them; or learns thresholds from images that are clean.</summary>
internal sealed class DetectVerb : Verb
{
    private readonly CommonOptions _common = new();
    private readonly DecodeArguments _decode = new();
    private readonly Argument<string[]> _inputs = FileArguments.Images(ArgumentArity.ZeroOrMore);
    private readonly DetectionArguments _detection = new();
    private readonly Option<string> _reveal = File("--reveal", "Write the hidden images into a folder, as NAME.png", "DIR");
    private readonly Option<string> _heatmap = File("--heatmap", "Write where images were changed into a folder, as NAME.png", "DIR");
    private readonly Option<string> _failOn = ValueOption.Choice("--fail-on", "From which verdict on the exit code is 1 (default: attack)", ("attack", "attack"), ("error", "error"));
    private readonly Option<string> _calibrate = File("--calibrate", "Learn thresholds from the clean images of a folder and all within it instead", "FOLDER");
    private readonly Option<string> _output = File("--output", "With --calibrate: the JSON file to write", "FILE");
    private readonly Option<bool> _force = new("--force") { Description = "Replace existing files" };

    public DetectVerb()
        : base("detect", "Says whether another image is hidden in images, for a model to see.", "downright detect downloads/*.jpg -s 224 --scaler opencv:linear --reveal hidden/")
    {
        _output.Aliases.Add("-o");
        Add(_inputs);
        AddAll([.. _detection.All, _reveal, _heatmap, _failOn, _calibrate, _output, _force, .. _decode.All, .. _common.All]);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        string[] inputs = arguments.GetValue(_inputs) ?? [];
        bool calibrates = arguments.GetValue(_calibrate) is not null;
        if (calibrates && inputs.Length > 0) throw new UsageException("--calibrate takes its images from its folder; leave the others out");
        if (!calibrates && inputs.Length == 0) throw new UsageException("detect needs an image IN, or --calibrate FOLDER");
        if (calibrates != (arguments.GetValue(_output) is not null)) throw new UsageException("--calibrate FOLDER and --output FILE belong together");
        return calibrates ? Calibrate(arguments, cancellation) : Detect(inputs, arguments, cancellation);
    }

    private int Detect(string[] inputs, ParseResult arguments, CancellationToken cancellation)
    {
        bool overwrite = arguments.GetValue(_force);
        Dictionary<string, string>? reveal = Outputs(inputs, arguments.GetValue(_reveal), overwrite), heatmaps = Outputs(inputs, arguments.GetValue(_heatmap), overwrite);
        if (reveal is not null && heatmaps is not null && reveal.Values.Intersect(heatmaps.Values).Any()) throw new UsageException("--reveal and --heatmap name the same folder; choose two");
        Detector detector = DetectionArguments.DetectorOf(_detection.In(arguments) with { Reveal = reveal is not null, Heatmap = heatmaps is not null });
        foreach (string undecided in detector.Undecided) ErrorLine.Warn($"decides nothing: {undecided}");
        var codec = new VipsImageCodec();
        DecodeOptions decoding = _decode.In(arguments);
        var encoding = new EncodeOptions { Overwrite = overwrite };
        var items = new DetectItem[inputs.Length];
        ProgressBar.Run(Name, inputs.Length, _common.IsQuiet(arguments), stepDone =>
            Parallel.For(0, inputs.Length, new ParallelOptions { MaxDegreeOfParallelism = _common.Jobs(arguments), CancellationToken = cancellation }, i =>
            {
                items[i] = Examine(inputs[i]);
                stepDone();
            }));

        bool failed = Array.Exists(items, item => item.Error is not null);
        if (failed && inputs.Length == 1) throw new ImageFileException(items[0].Error!);
        if (_common.IsJson(arguments)) JsonReport.Write(DetectReport.Of(items));
        else if (!_common.IsQuiet(arguments)) DetectTable.Write(items);
        return Array.Exists(items, item => item.Verdict == "attack") || (failed && arguments.GetValue(_failOn) == "error") ? ExitCodes.Findings : ExitCodes.Done;

        DetectItem Examine(string input)
        {
            PixelImage<byte> image;
            MethodScore? hidden;
            try
            {
                image = codec.Decode(input, decoding with { Alpha = AlphaHandling.Keep }, cancellation);
                hidden = HiddenColours.Of(image);
                if (image.Format.HasAlpha() && decoding.Alpha != AlphaHandling.Keep) image = codec.Decode(input, decoding, cancellation);
            }
            catch (ImageFileException e)
            {
                return DetectItem.Failed(input, e.Message);
            }

            DetectionResult result = detector.Detect(image, cancellation);
            if (hidden is not null)
            {
                PixelImage<byte>? seen = reveal is null ? null : codec.Decode(input, decoding with { Alpha = AlphaHandling.Drop }, cancellation);
                result = result with { Methods = [.. result.Methods, hidden], Revealed = result.Revealed ?? seen };
            }

            return DetectItem.Of(input, result, Write(result.Revealed, reveal, input), Write(result.Heatmap, heatmaps, input));
        }

        string? Write(PixelImage<byte>? image, Dictionary<string, string>? outputs, string input)
        {
            if (image is null || outputs is null) return null;
            codec.Encode(image, outputs[input], encoding, cancellation);
            return outputs[input];
        }
    }

    private int Calibrate(ParseResult arguments, CancellationToken cancellation)
    {
        string folder = arguments.GetValue(_calibrate)!, output = arguments.GetValue(_output)!;
        if (!Directory.Exists(folder)) throw new UsageException($"--calibrate: there is no folder {folder}");
        OutputFile.ThrowIfBlocked(output, arguments.GetValue(_force));
        string[] files = [.. new SourceListing(Environment.CurrentDirectory, TextReader.Null).Inputs([folder]).Where(input => input.Kind == InputKind.Image).Select(input => input.Path)];
        var calibration = new ThresholdCalibration(_detection.In(arguments));
        var codec = new VipsImageCodec();
        DecodeOptions decoding = _decode.In(arguments);
        int failed = 0;
        ProgressBar.Run(Name, files.Length, _common.IsQuiet(arguments), stepDone =>
            Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = _common.Jobs(arguments), CancellationToken = cancellation }, file =>
            {
                try
                {
                    calibration.Add(codec.Decode(file, decoding, cancellation), cancellation);
                }
                catch (ImageFileException e)
                {
                    Interlocked.Increment(ref failed);
                    ErrorLine.Write(e);
                }

                stepDone();
            }));

        if (calibration.Images < ThresholdCalibration.FewestImages)
            throw new UsageException($"--calibrate: {calibration.Images} images of {folder} could be read; thresholds take {ThresholdCalibration.FewestImages} at least");
        DetectionThresholds thresholds = calibration.ToThresholds(DateOnly.FromDateTime(DateTime.UtcNow), $"{calibration.Images} images given as benign");
        OutputFile.Write(output, arguments.GetValue(_force), stream => stream.Write(thresholds.ToJson().Span));
        if (_common.IsJson(arguments)) JsonReport.Write(new CalibrationReport("downright/detect-calibration/1", output, thresholds.Images, failed, thresholds.Methods.Count));
        else if (!_common.IsQuiet(arguments)) Console.WriteLine($"{thresholds.Methods.Count} thresholds from {thresholds.Images} images in {PlainText.Of(output)}");
        return failed == 0 ? ExitCodes.Done : ExitCodes.Error;
    }

    private static Dictionary<string, string>? Outputs(string[] inputs, string? folder, bool overwrite)
    {
        if (folder is null) return null;
        string[] distinct = [.. inputs.Distinct()];
        Directory.CreateDirectory(folder);
        return ImagePlan.Create(distinct, folder, keepsAlpha: false, overwrite).Steps.ToDictionary(step => step.Input, step => step.Output);
    }

    private static Option<string> File(string name, string description, string form) => new(name) { Description = description, HelpName = form, Arity = ArgumentArity.ExactlyOne };
}

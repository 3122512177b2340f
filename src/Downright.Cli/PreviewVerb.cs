using System.CommandLine;
using System.Globalization;
using Downright.Analysis;
using Downright.Cli.Options;
using Downright.Cli.Output;
using Downright.Files;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Cli;

/// <summary><c>preview</c>: one picture of what each scaler's model would see, beside the safe result.</summary>
internal sealed class PreviewVerb : Verb
{
    // Two that sample, two common defaults, one that averages although it is called cubic, and the grid of the 2020 paper.
    private static readonly string[] DefaultScalers = ["opencv:nearest", "opencv:linear", "opencv:cubic", "pillow:nearest", "pillow:cubic", "tensorflow1:linear"];
    private const int SmallestSsimSide = 11;

    private readonly CommonOptions _common = new();
    private readonly DecodeArguments _decode = new();
    private readonly FileArguments _files = new(ArgumentArity.ExactlyOne, "The picture to write, .png or .jpg; or an existing folder, for a PNG file of the input's name");
    private readonly Option<ImageSize> _size = SizeOptions.Target(required: true, "The size that the model takes");
    private readonly Option<ScalerProfile[]> _scalers = ScalerOptions.Many($"A scaler to show; may be given again (default: {string.Join(", ", DefaultScalers)})");

    public PreviewVerb()
        : base("preview", "Shows what each scaler's model would see, beside the safe result.", "downright preview photo.jpg -o preview.png -s 224 --scaler opencv:linear --scaler pillow:nearest")
    {
        _files.AddTo(this);
        AddAll([_size, _scalers, .. _decode.All, .. _common.All]);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        DecodeOptions decoding = _decode.In(arguments);
        if (decoding.Alpha == AlphaHandling.Keep) throw new UsageException("--alpha is flatten or drop for preview: its picture is opaque");
        bool overwrite = _files.Force(arguments), quiet = _common.IsQuiet(arguments);
        var (input, output) = ImagePlan.Create(_files.Inputs(arguments), _files.Output(arguments), keepsAlpha: false, overwrite).Steps[0];
        ImageSize size = arguments.GetRequiredValue(_size);
        ScalerProfile[] profiles = arguments.ValueOr(_scalers, [.. DefaultScalers.Select(ScalerProfile.Parse)]);

        PreviewView[] views = ProgressBar.Run(Name, profiles.Length, quiet, stepDone =>
        {
            var codec = new VipsImageCodec();
            PixelImage<byte> source = codec.Decode(input, decoding, cancellation);
            PixelImage<byte> safe = new SafeScaler(new PreventionOptions { Method = PreventionMethod.Area }).Resize(source, size, cancellation).Image;
            var seen = new PixelImage<byte>[profiles.Length];
            var views = new PreviewView[profiles.Length];
            Parallel.For(0, profiles.Length, new ParallelOptions { MaxDegreeOfParallelism = _common.Jobs(arguments), CancellationToken = cancellation }, i =>
            {
                seen[i] = new ProfileScaler(profiles[i]).Scale(source, size);
                views[i] = Compare(profiles[i], seen[i], safe);
                stepDone();
            });

            PixelImage<byte> sheet = ContactSheet.Draw([new("safe: area scaling", "what people see", safe), .. profiles.Select((p, i) => new ContactSheet.Tile(p.Name, Caption(views[i]), seen[i]))]);
            codec.Encode(sheet, output, new EncodeOptions { Overwrite = overwrite }, cancellation);
            return views;
        });

        if (_common.IsJson(arguments)) JsonReport.Write(new PreviewReport("downright/preview/1", views));
        else if (!quiet) WriteTable(views);
        return ExitCodes.Done;
    }

    private static PreviewView Compare(ScalerProfile profile, PixelImage<byte> seen, PixelImage<byte> safe)
    {
        double psnr = ImageMetrics.Psnr(seen, safe);
        bool hasWindow = Math.Min(safe.Width, safe.Height) >= SmallestSsimSide;
        return new PreviewView(profile.Name, double.IsFinite(psnr) ? psnr : null, hasWindow ? ImageMetrics.Ssim(seen, safe) : null);
    }

    private static string Caption(PreviewView view) => view.PsnrToArea is { } psnr ? $"{psnr.ToString("0.0", CultureInfo.InvariantCulture)} dB to safe" : "equal to safe";

    private static void WriteTable(PreviewView[] views) => TableReport.Write(
        ["scaler", "#PSNR to area", "#SSIM to area"],
        views.Select(v => new[]
        {
            v.Scaler,
            v.PsnrToArea is { } psnr ? $"{psnr.ToString("0.0", CultureInfo.InvariantCulture)} dB" : "equal",
            v.SsimToArea?.ToString("0.000", CultureInfo.InvariantCulture) ?? "",
        }),
        "The lower the PSNR to area scaling, the further is what this scaler's model sees from what people see.");
}

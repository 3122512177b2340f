using System.CommandLine;
using Downright.Cli.Options;
using Downright.Files;
using Downright.Prevention;

namespace Downright.Cli;

/// <summary><c>resize</c>: scales images safely.</summary>
internal sealed class ResizeVerb : PreventionVerb
{
    private readonly Option<Fit> _fit = ValueOption.Choice("--fit", "Another aspect is stretched, cropped around its centre, or padded with the background (default: fill)",
        ("fill", Fit.Fill), ("cover", Fit.Cover), ("contain", Fit.Contain));

    public ResizeVerb()
        : base(
            "resize",
            "Scales images so that what a model sees is what people see.",
            "downright resize photo.jpg -o small.png -s 224 --scaler opencv:linear",
            "The size to scale to") => Add(_fit);

    /// <inheritdoc/>
    protected override MakeSafe Plan(ParseResult arguments, PreventionOptions prevention, ImageSize size, RgbColor background)
    {
        Fit fit = arguments.ValueOr(_fit, Fit.Fill);
        var scaler = new SafeScaler(prevention);
        return (image, cancellation) =>
        {
            PixelImage<byte> source = fit == Fit.Cover ? Fitting.Cover(image, size) : image;
            ImageSize inner = fit == Fit.Contain ? Fitting.Within(source.Size, size) : size;
            var (result, elapsed) = Timed(() => scaler.Resize(source, inner, cancellation));
            return new SafeImage(Fitting.Pad(result.Image, size, background), result, elapsed);
        };
    }
}

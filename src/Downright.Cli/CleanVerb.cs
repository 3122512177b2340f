using System.CommandLine;
using Downright.Cli.Options;
using Downright.Files;
using Downright.Prevention;

namespace Downright.Cli;

/// <summary><c>clean</c>: replaces what a scaler would look at, and leaves all else as it is.</summary>
internal sealed class CleanVerb : PreventionVerb
{
    public CleanVerb()
        : base(
            "clean",
            "Writes images in full size with only the pixels replaced that the scaler would look at.",
            "downright clean photo.jpg -o clean.png -s 224 --scaler opencv:linear",
            "The size that the images will be scaled to later")
    {
    }

    /// <inheritdoc/>
    protected override MakeSafe Plan(ParseResult arguments, PreventionOptions prevention, ImageSize size, RgbColor background)
    {
        if (prevention.Method is not (PreventionMethod.Median or PreventionMethod.Random or PreventionMethod.Mean))
            throw new UsageException($"--prevention is mean, median or random for clean: {PreventionArguments.NameOf(prevention.Method)} replaces no pixels");

        var scaler = new SafeScaler(prevention);
        return (image, cancellation) =>
        {
            var (result, elapsed) = Timed(() => scaler.Clean(image, size, cancellation));
            return new SafeImage(result.Image, result, elapsed);
        };
    }
}

using System.CommandLine;
using System.Globalization;
using Downright.Files;

namespace Downright.Cli.Options;

/// <summary>Options about how image files are read.</summary>
internal sealed class DecodeArguments
{
    private readonly Option<long> _maxPixels = ValueOption.Create(["--max-pixels"], "The most pixels that an image may have (default: 178956970)", "N", "a whole number of at least 1",
        (string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1);

    private readonly Option<bool> _noOrient = new("--no-orient") { Description = "Leave the EXIF orientation alone, as Pillow does" };
    private readonly Option<AlphaHandling> _alpha = ValueOption.Choice("--alpha", "What becomes of transparency: laid over the background, left out, or kept (default: flatten)",
        ("flatten", AlphaHandling.Flatten), ("drop", AlphaHandling.Drop), ("keep", AlphaHandling.Keep));

    private readonly Option<RgbColor> _background = ValueOption.Create<RgbColor>(["--background"], "The colour behind transparency and around contained images (default: white)", "#RRGGBB",
        "#rrggbb such as #ff8800, white, black or gray", RgbColor.TryParse);

    /// <summary>All of them.</summary>
    public Option[] All => [_maxPixels, _noOrient, _alpha, _background];

    /// <summary>The options as the codec takes them.</summary>
    public DecodeOptions In(ParseResult arguments) => new()
    {
        MaxPixels = arguments.ValueOr(_maxPixels, DecodeOptions.DefaultMaxPixels),
        Orient = !arguments.GetValue(_noOrient),
        Alpha = arguments.ValueOr(_alpha, AlphaHandling.Flatten),
        Background = arguments.ValueOr(_background, RgbColor.White),
    };
}

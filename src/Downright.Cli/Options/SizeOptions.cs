using System.CommandLine;

namespace Downright.Cli.Options;

/// <summary>Options that are sizes: <c>WxH</c>, or <c>N</c> for N×N.</summary>
internal static class SizeOptions
{
    // What one array holds of four channels.
    private static readonly long MaxPixels = Array.MaxLength / 4;

    /// <summary>The target size.</summary>
    public static Option<ImageSize> Target(bool required, string description) => Create(["--size", "-s"], required, description);

    /// <summary>The size of the source.</summary>
    public static Option<ImageSize> Source(string description) => Create(["--source"], required: false, description);

    private static Option<ImageSize> Create(string[] names, bool required, string description)
    {
        Option<ImageSize> option = ValueOption.Create<ImageSize>(names, description, "WxH", $"WxH such as 640x480, or N for NxN, with sides of at least 1 and at most {MaxPixels} pixels",
            (string text, out ImageSize size) => ImageSize.TryParse(text, out size) && size.Pixels <= MaxPixels);
        option.Required = required;
        return option;
    }
}

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

    /// <summary>Any number of sizes of sources, each with the option's name before it.</summary>
    public static Option<ImageSize[]> Sources(string description) => CreateMany(["--source"], description);

    /// <summary>Any number of target sizes, each with the option's name before it.</summary>
    public static Option<ImageSize[]> Targets(string description) => CreateMany(["--size", "-s"], description);

    private static string Right => $"WxH such as 640x480, or N for NxN, with sides of at least 1 and at most {MaxPixels} pixels";

    private static bool TryParse(string text, out ImageSize size) => ImageSize.TryParse(text, out size) && size.Pixels <= MaxPixels;

    private static Option<ImageSize> Create(string[] names, bool required, string description)
    {
        Option<ImageSize> option = ValueOption.Create<ImageSize>(names, description, "WxH", Right, TryParse);
        option.Required = required;
        return option;
    }

    private static Option<ImageSize[]> CreateMany(string[] names, string description) => new(names[0], names[1..])
    {
        Description = description,
        HelpName = "WxH",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var sizes = new List<ImageSize>();
            foreach (string text in result.Tokens.Select(t => t.Value))
            {
                if (TryParse(text, out ImageSize size)) sizes.Add(size);
                else result.AddError($"{names[0]} is {Right}, not '{text}'");
            }

            return [.. sizes];
        },
    };
}

using System.CommandLine;

namespace Downright.Cli.Options;

/// <summary>Image files in, and where they go.</summary>
internal sealed class FileArguments
{
    private readonly Argument<string[]> _inputs = new("IN") { Description = "Image files: JPEG, PNG, WebP, TIFF or GIF", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The file to write, .png or .jpg; or an existing folder, for PNG files of the inputs' names", HelpName = "OUT", Required = true, Arity = ArgumentArity.ExactlyOne };
    private readonly Option<bool> _force = new("--force") { Description = "Replace existing files" };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_inputs);
        verb.Add(_output);
        verb.Add(_force);
    }

    /// <summary>The image files.</summary>
    public string[] Inputs(ParseResult arguments) => arguments.GetRequiredValue(_inputs);

    /// <summary>Where they go.</summary>
    public string Output(ParseResult arguments) => arguments.GetRequiredValue(_output);

    /// <summary>Whether existing files may be replaced.</summary>
    public bool Force(ParseResult arguments) => arguments.GetValue(_force);
}

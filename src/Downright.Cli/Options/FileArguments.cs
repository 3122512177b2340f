using System.CommandLine;
using System.CommandLine.Parsing;

namespace Downright.Cli.Options;

/// <summary>Image files in, and where they go.</summary>
internal sealed class FileArguments
{
    private readonly Argument<string[]> _inputs;
    private readonly Option<string> _output;
    private readonly Option<bool> _force = new("--force") { Description = "Replace existing files" };

    /// <summary>Describes the files of a verb.</summary>
    /// <param name="inputs">How many files come in.</param>
    /// <param name="output">What may be written.</param>
    public FileArguments(ArgumentArity inputs, string output)
    {
        _inputs = Images(inputs);
        _output = new("--output", "-o") { Description = output, HelpName = "OUT", Required = true, Arity = ArgumentArity.ExactlyOne };
    }

    /// <summary>Image files in, as words of the verb.</summary>
    public static Argument<string[]> Images(ArgumentArity arity)
    {
        var images = new Argument<string[]>("IN") { Description = "JPEG, PNG, WebP, TIFF or GIF", Arity = arity, CustomParser = result => [.. result.Tokens.Select(t => t.Value)] };
        images.Validators.Add(RefuseUnknownOptions);
        return images;
    }

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

    // To the parser anything that is no option of the verb is one more file.
    private static void RefuseUnknownOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-') && !File.Exists(t.Value)) is { } unknown)
            result.AddError($"there is no option '{unknown.Value}', nor a file of that name");
    }
}

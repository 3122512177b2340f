using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Downright.Cli;

/// <summary>The command line: its verbs, its help, and what it says of arguments that cannot be read.</summary>
internal static class Tool
{
    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">What stands after the tool's name.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(string[] arguments) =>
        ToolRun.RunAsync(CreateRoot(), arguments, parsed => $"{WhatIsWrong(parsed)} ({HelpCommandOf(parsed)} shows what can be given)");

    /// <summary>The tool's version.</summary>
    internal static string Version => typeof(Tool).Assembly.GetName().Version!.ToString(3);

    /// <summary>The tool with all its verbs.</summary>
    internal static RootCommand CreateRoot()
    {
        var root = new RootCommand("Makes image downscaling tell the truth: scales images so that what a model sees is what people see.")
        {
            new ScalersVerb(),
            new ResizeVerb(),
            new CleanVerb(),
            new PreviewVerb(),
            new AttackVerb(),
            new DetectVerb(),
            new VetVerb(),
            new ScanVerb(),
            new EvaluateVerb(),
            new CompletionVerb(),
        };
        root.HelpName = "downright";
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        var page = new HelpPage((HelpAction)help.Action!, "downright resize photo.jpg -o small.png -s 224");
        help.Action = page;
        root.Subcommands.OfType<EvaluateVerb>().Single().Explain(page);
        return root;
    }

    // The parser first says that a verb is missing, also where one was only misspelt.
    private static string WhatIsWrong(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens is [var verb, ..]
            ? $"There is no verb '{verb}'"
            : parsed.Errors[0].Message.TrimEnd('.');

    private static string HelpCommandOf(ParseResult parsed)
    {
        var words = new Stack<string>();
        for (CommandResult? at = parsed.CommandResult; at is { Command: Verb verb }; at = at.Parent as CommandResult) words.Push($"{verb.Name} ");
        return $"downright {string.Concat(words)}--help";
    }
}

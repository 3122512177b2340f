using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Downright.Cli;

/// <summary>The usual help page, then an example and the exit codes.</summary>
internal sealed class HelpPage(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ToolExample = "downright resize photo.jpg -o small.png -s 224";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Example:");
        output.WriteLine($"  {(parseResult.CommandResult.Command as Verb)?.Example ?? ToolExample}");
        output.WriteLine();
        output.WriteLine(ExitCodes.Help);
        return code;
    }
}

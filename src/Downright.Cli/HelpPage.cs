using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Downright.Cli;

/// <summary>The usual help page, then an example and the exit codes.</summary>
/// <param name="usual">The usual page.</param>
/// <param name="toolExample">The example of the tool itself.</param>
internal sealed class HelpPage(HelpAction usual, string toolExample) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Example:");
        output.WriteLine($"  {(parseResult.CommandResult.Command as Verb)?.Example ?? toolExample}");
        output.WriteLine();
        output.WriteLine(ExitCodes.Help);
        return code;
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using Downright.Cli.Output;

namespace Downright.Cli;

/// <summary>One run of a program: its arguments are read, its work is done, and what happens becomes an exit code.</summary>
internal static class ToolRun
{
    // Work stops within a row, a strip or a write after Ctrl-C; this is for the rare longer step, so that nothing is left half-written.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs a program.</summary>
    /// <param name="root">Its commands.</param>
    /// <param name="arguments">What stands after its name.</param>
    /// <param name="whatIsWrong">Says of arguments that cannot be read what is wrong with them.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(Command root, string[] arguments, Func<ParseResult, string> whatIsWrong)
    {
        try
        {
            // File names may begin with @, which would otherwise name a response file.
            ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction) throw new UsageException(whatIsWrong(parsed));
            ThrowIfEmpty(parsed);
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });
        }
        catch (Exception e) when (IsCancellation(e))
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e)
        {
            ErrorLine.Write(e);
            return ExitCodes.Error;
        }
    }

    /// <summary>A variable that a script forgot to set would otherwise become the working folder.</summary>
    private static void ThrowIfEmpty(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Value.Length == 0)) throw new UsageException("an argument is empty; name a file, a folder or a value there, or leave it out");
    }

    /// <summary>Work on several threads may be cancelled on each of them.</summary>
    private static bool IsCancellation(Exception e) =>
        e is OperationCanceledException || (e is AggregateException several && several.Flatten().InnerExceptions.All(IsCancellation));
}

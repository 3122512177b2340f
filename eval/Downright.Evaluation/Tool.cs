using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Downright.Cli;
using Downright.Cli.Output;

namespace Downright.Evaluation;

/// <summary>The command line of <c>downright-evaluate</c>, and how a run of it ends.</summary>
internal static class Tool
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            ParseResult parsed = CreateRoot().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction)
                throw new UsageException($"{parsed.Errors[0].Message.TrimEnd('.')} (downright evaluate --help shows what can be given)");
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });
        }
        catch (Exception e) when (e is OperationCanceledException || (e is AggregateException several && several.Flatten().InnerExceptions.All(inner => inner is OperationCanceledException)))
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e)
        {
            ErrorLine.Write(e);
            return ExitCodes.Error;
        }
    }

    /// <summary>The program with all its commands.</summary>
    internal static EvaluateCommand CreateRoot()
    {
        EvaluateCommand root = [new DemoVerb(), new SummaryVerb(), new StudyVerb()];
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage((HelpAction)help.Action!, "downright evaluate all --images photos/ --model model.onnx --preprocessing torchvision -o out/");
        return root;
    }
}

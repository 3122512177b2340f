using System.CommandLine.Help;
using Downright.Cli;

namespace Downright.Evaluation;

/// <summary>The command line of <c>downright-evaluate</c>.</summary>
internal static class Tool
{
    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(string[] arguments) =>
        ToolRun.RunAsync(CreateRoot(), arguments, parsed => $"{parsed.Errors[0].Message.TrimEnd('.')} (downright evaluate --help shows what can be given)");

    /// <summary>The program with all its commands.</summary>
    internal static EvaluateCommand CreateRoot()
    {
        EvaluateCommand root = [new DemoVerb(), new SummaryVerb(), new StudyVerb()];
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage((HelpAction)help.Action!, "downright evaluate all --images photos/ --model model.onnx --preprocessing torchvision -o out/");
        return root;
    }
}

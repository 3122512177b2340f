using System.CommandLine;
using System.Globalization;
using Downright.Cli;
using Downright.Cli.Options;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Evaluation.Study;
using Microsoft.AspNetCore.Builder;

namespace Downright.Evaluation;

/// <summary><c>study</c>: asks people what they see in a run's attack images.</summary>
internal sealed class StudyVerb : Verb
{
    private readonly Option<string> _from = new("--from") { Description = "The run's folder; the answers go into study.db in it", HelpName = "OUT", Required = true, Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string> _images = new("--images") { Description = "The folder of the run's photos; the demo's pictures are rendered anew", HelpName = "DIR", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<int> _port = ValueOption.Create(["--port"], "The port on this machine (default: any that is free)", "N", "a whole number from 0 to 65535",
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= 65535);

    public StudyVerb()
        : base("study", "Serves a page, on this machine alone, that asks what is visible in a run's attack images; evaluate summary then reports it.", "downright evaluate study --from out/ --images photos/") =>
        AddAll([_from, _images, _port]);

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        RunFolder folder = RunFolder.Existing(arguments.GetRequiredValue(_from));
        var lab = new Lab(RunPhotos.Of(folder.Run, arguments.GetValue(_images), cancellation), folder.Run);
        using var answers = new AnswerStore(folder.AnswersPath);
        WebApplication app = StudyServer.Create(StudyImage.Of(lab, folder.Run), answers, arguments.ValueOr(_port, 0));
        app.StartAsync(cancellation).GetAwaiter().GetResult();
        Console.WriteLine($"The study is at {app.Urls.Single()} until it is ended with Ctrl-C");
        cancellation.WaitHandle.WaitOne();
        app.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        return ExitCodes.Done;
    }
}

using System.CommandLine;
using Downright.Cli;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Files;

namespace Downright.Evaluation;

/// <summary><c>summary</c>: writes a run's report and summary once more from its records.</summary>
internal sealed class SummaryVerb : Verb
{
    private readonly Option<string> _from = new("--from") { Description = "The run's folder", HelpName = "OUT", Required = true, Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string> _images = new("--images") { Description = "The folder of the run's photos, to show examples (default: none are shown)", HelpName = "DIR", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string> _markdown = new("--markdown") { Description = "Where the summary goes (default: summary.md in the run's folder)", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };

    public SummaryVerb()
        : base("summary", "Writes report.html and summary.md of a run once more from its records and the study's answers.", "downright evaluate summary --from out/") => AddAll([_from, _images, _markdown]);

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        RunFolder folder = RunFolder.Existing(arguments.GetRequiredValue(_from));
        bool pictures = arguments.GetValue(_images) is not null || folder.Run.Images == RenderedPictures.Folder;
        Lab? lab = pictures ? new Lab(RunPhotos.Of(folder.Run, arguments.GetValue(_images), cancellation), folder.Run) : null;
        new Report(folder, new VipsImageCodec()).Write(lab, cancellation, arguments.GetValue(_markdown));
        return ExitCodes.Done;
    }
}

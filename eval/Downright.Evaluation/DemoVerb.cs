using System.CommandLine;
using Downright.Cli;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;

namespace Downright.Evaluation;

/// <summary><c>demo</c>: all experiments on rendered pictures, without photos and without a model.</summary>
internal sealed class DemoVerb : Verb
{
    private static readonly RunSettings Defaults = new([new(48, 48)], PairsPerBin: 4, Seed: 1);

    private readonly RunArguments _run = new();

    public DemoVerb()
        : base("demo", "Runs all experiments on rendered pictures: no photos and no model are needed.", "downright evaluate demo -o demo/") => AddAll(_run.All);

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        var experiments = _run.Experiments(arguments);
        RunSettings settings = _run.Settings(arguments, Defaults);
        IReadOnlyList<Photo> photos = RenderedPictures.For(settings.Sizes[0]);
        var classifier = new InstanceMatcher(photos.Select(photo => (RenderedPictures.SceneOf(photo), photo.Read())));
        new EvaluationRun(photos, RenderedPictures.Folder, classifier, null, settings)
            .Run(experiments, _run.Output(arguments), _run.Force(arguments), _run.Jobs(arguments), _run.Pictures(arguments), _run.IsQuiet(arguments), cancellation);
        return ExitCodes.Done;
    }
}

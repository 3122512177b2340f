using System.CommandLine;
using Downright.Cli;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Files;

namespace Downright.Evaluation;

/// <summary>Runs the experiments on a folder of photos.</summary>
internal sealed class EvaluateCommand : RootCommand
{
    private static readonly RunSettings Defaults = new([new(224, 224), new(112, 112), new(96, 96)], PairsPerBin: 24, Seed: 1);

    private readonly Argument<string[]> _experiments = new("EXPERIMENT") { Description = $"all (default), or some of {string.Join(", ", Experiments.ExperimentList.All.Select(e => e.Name))}", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _images = new("--images") { Description = "The folder of photos", HelpName = "DIR", Required = true, Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string> _model = new("--model") { Description = "An image classifier, ONNX (default: an instance matcher, which says which of the photos an image shows)", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string> _preprocessing = new("--preprocessing") { Description = $"How the model wants its pixels: {string.Join(", ", Preprocessing.Presets.Keys)}, or a JSON file (default: torchvision)", HelpName = "NAME|FILE", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string> _labels = new("--labels") { Description = "The names of the model's classes: a line each, or JSON", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };
    private readonly RunArguments _run = new();

    public EvaluateCommand()
        : base("Runs the experiments of the image-scaling attack paper on your photos and classifier, and writes records and an HTML report.")
    {
        Add(_experiments);
        foreach (Option option in (Option[])[_images, _model, _preprocessing, _labels, .. _run.All]) Add(option);
        SetAction((arguments, cancellation) => Task.Run(() => Run(arguments, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult arguments, CancellationToken cancellation)
    {
        string images = arguments.GetRequiredValue(_images);
        var experiments = _run.Experiments(arguments, arguments.GetValue(_experiments) ?? []);
        string? model = arguments.GetValue(_model);
        if (model is null && (arguments.GetValue(_preprocessing) ?? arguments.GetValue(_labels)) is not null) throw new UsageException("--preprocessing and --labels describe a --model; give one");

        IReadOnlyList<Photo> photos = Photo.InFolder(images, new VipsImageCodec(), _run.Jobs(arguments), cancellation);
        Preprocessing? preprocessing = model is null ? null : Preprocessing.Load(arguments.GetValue(_preprocessing) ?? "torchvision");
        IReadOnlyList<string> labels = arguments.GetValue(_labels) is { } file ? LabelFile.Read(file) : [];
        IClassifier classifier = model is null
            ? new InstanceMatcher(photos.Select(photo => (photo.Name, photo.Read())))
            : OnnxClassifier.Load(model, preprocessing!, labels);
        using (classifier as IDisposable)
        {
            new EvaluationRun(photos, images, classifier, preprocessing, _run.Settings(arguments, Defaults))
                .Run(experiments, _run.Output(arguments), _run.Force(arguments), _run.Jobs(arguments), _run.Pictures(arguments), _run.IsQuiet(arguments), cancellation);
        }

        return ExitCodes.Done;
    }
}

using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;

namespace Downright.Evaluation.Reporting;

/// <summary>What a run has that is not the published evaluation's: its values can differ with it.</summary>
internal static class Reasons
{
    /// <summary>The target size of the published evaluation.</summary>
    public static ImageSize PublishedSize { get; } = new(224, 224);

    /// <summary>Classifier and images.</summary>
    public static string OfClassifierAndImages(RunDescription run) => $"It can differ with the classifier ({run.Classifier.Split(" (")[0]} here, VGG19 in the paper) and with the images ({Images(run)}).";

    /// <summary>The images.</summary>
    public static string OfImages(RunDescription run) => $"It can differ with the images ({Images(run)}).";

    private static string Images(RunDescription run) => $"{run.Photos.Count} {(run.Images == RenderedPictures.Folder ? "rendered pictures" : "photos")} here, those of ImageNet in the paper";
}

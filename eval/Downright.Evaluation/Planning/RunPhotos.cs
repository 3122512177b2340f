using Downright.Cli;
using Downright.Evaluation.Running;
using Downright.Files;

namespace Downright.Evaluation.Planning;

/// <summary>Finds the photos of a run that took place.</summary>
internal static class RunPhotos
{
    /// <summary>The photos by number.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where they are; rendered pictures need none.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="UsageException">No folder is named, or they are not there, or are others.</exception>
    public static IReadOnlyList<Photo> Of(RunDescription run, string? folder, CancellationToken cancellation)
    {
        IReadOnlyList<Photo> found = run.Images == RenderedPictures.Folder
            ? RenderedPictures.For(run.Settings.Sizes[0])
            : Photo.InFolder(folder ?? throw new UsageException($"--images: name the folder of the run's photos; it was called {run.Images}"), new VipsImageCodec(), Environment.ProcessorCount, cancellation);
        var byHash = found.DistinctBy(photo => photo.Hash).ToDictionary(photo => photo.Hash);
        return [.. run.Photos.Select(record => byHash.TryGetValue(record.Sha256, out Photo? photo) ? photo : throw new UsageException($"--images: the photo {record.Name} of the run is not in {folder}, or was changed"))];
    }
}

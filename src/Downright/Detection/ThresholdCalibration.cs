using System.Collections.Concurrent;

namespace Downright.Detection;

/// <summary>
/// Learns thresholds from benign images (docs/methods/calibration.md): for every method, target size and family of scalers
/// the scores that few of them reach. Any number of threads may add images.
/// </summary>
public sealed class ThresholdCalibration
{
    /// <summary>Fewer images say nothing of a tail.</summary>
    public const int FewestImages = 20;

    private readonly DetectionCache _cache = new();
    private readonly DetectionMethod[] _methods;
    private readonly DetectionTarget[] _targets;
    
    /// <summary>Of each image the scores by all scalers of a family.</summary>
    private readonly ConcurrentDictionary<(string Method, ScalerAlgorithm? Family, ImageSize? Size), ConcurrentBag<double[]>> _scores = new();
    private int _images;

    /// <summary>Plans a calibration.</summary>
    /// <param name="options">
    /// Methods, sizes and scalers. Without sizes the search for them is calibrated; without scalers, those that are tried
    /// where none is known. Thresholds, rate and pictures are not used.
    /// </param>
    public ThresholdCalibration(DetectionOptions? options = null)
    {
        options ??= new DetectionOptions();
        _methods = [.. (options.Methods is [] ? DetectionMethods.Recommended : options.Methods).Select(DetectionMethods.Named)];
        _targets = [.. DetectionTarget.All(options)];
    }

    /// <summary>The images added.</summary>
    public int Images => _images;

    /// <summary>Adds a benign image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellation">Stops between methods.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Add(PixelImage<byte> image, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        HashSet<(string, DetectionTarget)> done = [];
        List<((string, ScalerAlgorithm?, ImageSize?) Key, double Score)> scores = [];
        foreach (DetectionTarget target in _targets)
        {
            var examination = new Examination(image, target, _cache, cancellation);
            foreach (DetectionMethod method in _methods)
            {
                DetectionTarget relevant = method.Relevant(target);
                if (!done.Add((method.Name, relevant))) continue;
                if (method.Score(examination).Score is { } score) scores.Add(((method.Name, relevant.Scaler?.Algorithm, relevant.Size), score));
            }
        }

        foreach (var entry in scores.GroupBy(score => score.Key, score => score.Score)) _scores.GetOrAdd(entry.Key, _ => []).Add([.. entry]);
        Interlocked.Increment(ref _images);
    }

    /// <summary>The thresholds of what was added so far; a method without any score has none.</summary>
    /// <param name="date">When they were made.</param>
    /// <param name="description">What the benign images are.</param>
    public DetectionThresholds ToThresholds(DateOnly date, string description) => new(
    [
        .. from entry in _scores
           orderby entry.Key.Method, entry.Key.Family, entry.Key.Size?.Pixels, entry.Key.Size?.Width
           select new ThresholdTail(entry.Value).Of(entry.Key.Method, entry.Key.Family, entry.Key.Size),
    ])
    {
        Date = date,
        Images = _images,
        Description = description,
    };
}

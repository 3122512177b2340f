using Downright.Scaling;

namespace Downright.Evaluation.Classifiers;

/// <summary>
/// The classifier for runs without a model: says which of the photos an image shows, photos of one name being one class. Photos are compared as 16×16
/// thumbnails, area-scaled, each channel freed of brightness and contrast, so that filters and noise change little.
/// </summary>
internal sealed class InstanceMatcher : IClassifier
{
    private const int Side = 16;

    /// <summary>How fast the probability falls as the correlation does: 0.1 less is 1/150 as likely.</summary>
    private const double Sharpness = 50;

    private static readonly ProfileScaler Area = new(new ScalerProfile(ScalerLibrary.Downright, ScalerAlgorithm.Area));

    private readonly IGrouping<string, float[]>[] _classes;

    public InstanceMatcher(IEnumerable<(string Name, PixelImage<byte> Image)> photos)
    {
        (string Name, float[] Descriptor)[] known = [.. photos.Select(photo => (photo.Name, Describe(photo.Image)))];
        _classes = [.. known.GroupBy(photo => photo.Name, photo => photo.Descriptor)];
    }

    /// <inheritdoc/>
    public string Name => "instance matcher (which of the photos does the image show?)";

    /// <inheritdoc/>
    public Prediction Classify(PixelImage<byte> image)
    {
        float[] seen = Describe(image);
        double[] scores = [.. _classes.Select(photos => Math.Exp(Sharpness * (photos.Max(photo => Correlation(seen, photo)) - 1)))];
        double sum = scores.Sum();
        return Prediction.Of([.. scores.Select(score => score / sum)]);
    }

    /// <inheritdoc/>
    public string LabelOf(int label) => _classes[label].Key;

    private static float[] Describe(PixelImage<byte> image)
    {
        PixelImage<byte> small = Area.Scale(image, new ImageSize(Side, Side));
        byte[] samples = small.ToArray();
        var descriptor = new float[samples.Length];
        for (int channel = 0; channel < small.Channels; channel++)
        {
            double mean = 0, squares = 0;
            for (int i = channel; i < samples.Length; i += small.Channels) mean += samples[i];
            mean /= Side * Side;
            for (int i = channel; i < samples.Length; i += small.Channels) squares += (samples[i] - mean) * (samples[i] - mean);
            double norm = Math.Sqrt(Math.Max(squares, 1) * small.Channels);
            for (int i = channel; i < samples.Length; i += small.Channels) descriptor[i] = (float)((samples[i] - mean) / norm);
        }

        return descriptor;
    }

    private static double Correlation(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}

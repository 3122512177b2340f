using Downright.Files;

namespace Downright.Cli;

/// <summary>Reads, changes and writes the images of a plan, several at a time; one that fails does not stop the others.</summary>
/// <param name="plan">What is read and written.</param>
/// <param name="decoding">How files are read.</param>
/// <param name="encoding">How files are written.</param>
internal sealed class ImageBatch(ImagePlan plan, DecodeOptions decoding, EncodeOptions encoding)
{
    private readonly VipsImageCodec _codec = new();

    /// <summary>Runs the batch.</summary>
    /// <param name="jobs">How many images are worked on at a time.</param>
    /// <param name="change">Makes an output image and what is reported of it from an image.</param>
    /// <param name="stepDone">Called when an image is done, or has failed.</param>
    /// <param name="cancellation">Stops the batch; no half-written file stays behind.</param>
    /// <returns>The reports of the images that were written, and the errors of the others, both in the plan's order.</returns>
    public (IReadOnlyList<T> Reports, IReadOnlyList<ImageFileException> Errors) Run<T>(int jobs, Func<(string Input, string Output), PixelImage<byte>, (PixelImage<byte> Image, T Report)> change, Action stepDone, CancellationToken cancellation)
        where T : class
    {
        var reports = new T?[plan.Steps.Count];
        var errors = new ImageFileException?[plan.Steps.Count];
        Parallel.For(0, reports.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, i =>
        {
            try
            {
                var (image, report) = change(plan.Steps[i], _codec.Decode(plan.Steps[i].Input, decoding, cancellation));
                _codec.Encode(image, plan.Steps[i].Output, encoding, cancellation);
                reports[i] = report;
            }
            catch (ImageFileException e)
            {
                errors[i] = e;
            }

            stepDone();
        });
        return ([.. reports.OfType<T>()], [.. errors.OfType<ImageFileException>()]);
    }
}

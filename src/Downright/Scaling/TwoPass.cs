using System.Buffers;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// Applies an operator in single precision: the vertical pass gathers the source rows of one output row, the horizontal
/// pass the columns. Sums run in the order of the taps, so that threads and vector widths change nothing.
/// </summary>
internal static class TwoPass
{
    /// <param name="op">The operator.</param>
    /// <param name="image">An image of the operator's source size.</param>
    /// <param name="output">Target height × target width × channels samples.</param>
    public static void Scale(ScalingOperator op, PixelImage<byte> image, Memory<float> output) =>
        Scale(op, image, output, Accumulate.Add);

    /// <inheritdoc cref="Scale(ScalingOperator, PixelImage{byte}, Memory{float})"/>
    public static void Scale(ScalingOperator op, PixelImage<float> image, Memory<float> output) =>
        Scale(op, image, output, Accumulate.Add);

    private delegate void AddRow<T>(Span<float> sum, ReadOnlySpan<T> samples, float weight);

    private static void Scale<T>(ScalingOperator op, PixelImage<T> image, Memory<float> output, AddRow<T> add)
        where T : unmanaged
    {
        int channels = image.Channels;
        int sourceRow = op.SourceSize.Width * channels, targetRow = op.TargetSize.Width * channels;
        Parallel.For(0, op.TargetSize.Height, y =>
        {
            float[] rented = ArrayPool<float>.Shared.Rent(sourceRow);
            Span<float> gathered = rented.AsSpan(0, sourceRow);
            gathered.Clear();
            ReadOnlySpan<double> weights = op.Left.Weights(y);
            for (int tap = 0; tap < weights.Length; tap++)
                add(gathered, image.Row(op.Left.First(y) + tap), (float)weights[tap]);

            Span<float> row = output.Span.Slice(y * targetRow, targetRow);
            for (int x = 0; x < op.TargetSize.Width; x++)
                Resample(op.Right.Weights(x), gathered[(op.Right.First(x) * channels)..], row.Slice(x * channels, channels));
            ArrayPool<float>.Shared.Return(rented);
        });
    }

    private static void Resample(ReadOnlySpan<double> weights, ReadOnlySpan<float> samples, Span<float> pixel)
    {
        pixel.Clear();
        int i = 0;
        foreach (double weight in weights)
        {
            foreach (ref float channel in pixel) channel += (float)weight * samples[i++];
        }
    }
}

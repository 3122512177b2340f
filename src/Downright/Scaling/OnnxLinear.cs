using System.Numerics;

namespace Downright.Scaling;

/// <summary>
/// ONNX Runtime's linear mode without antialias: the four neighbours of an output at once, each with the product of its
/// two weights, in single precision; bytes are cut off, not rounded.
/// </summary>
/// <param name="rows">The taps of the vertical axis: one or two an output.</param>
/// <param name="columns">The taps of the horizontal axis: one or two an output.</param>
internal sealed class OnnxLinear(SinglePrecisionTaps rows, SinglePrecisionTaps columns) : CompiledScaler
{
    public override void Scale(PixelImage<byte> image, Memory<byte> output) => Run(image, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) => Run(image, output);

    private void Run<T>(PixelImage<T> image, Memory<T> output)
        where T : unmanaged, INumberBase<T>
    {
        long samples = (long)rows.Outputs * columns.Outputs * image.Channels * 4;
        RowBands.Run(rows.Outputs, samples, (Scaler: this, image, output), static (work, from, to) =>
        {
            int line = work.Scaler.Width * work.image.Channels;
            for (int y = from; y < to; y++) work.Scaler.Row(work.image, y, work.output.Span.Slice(y * line, line));
        });
    }

    private int Width => columns.Outputs;

    private void Row<T>(PixelImage<T> image, int y, Span<T> output)
        where T : unmanaged, INumberBase<T>
    {
        var (top, bottom, upper, lower) = Neighbours(rows, y, image.Height);
        ReadOnlySpan<T> above = image.Row(top), below = image.Row(bottom);
        int channels = image.Channels;
        for (int x = 0; x < columns.Outputs; x++)
        {
            var (first, second, left, right) = Neighbours(columns, x, image.Width);
            for (int c = 0; c < channels; c++)
            {
                float a = float.CreateTruncating(above[(first * channels) + c]), b = float.CreateTruncating(above[(second * channels) + c]);
                float d = float.CreateTruncating(below[(first * channels) + c]), e = float.CreateTruncating(below[(second * channels) + c]);
                float sum = (left * upper * a) + (right * upper * b) + (left * lower * d) + (right * lower * e);
                output[(x * channels) + c] = T.CreateSaturating(sum);
            }
        }
    }

    private static (int First, int Second, float W1, float W2) Neighbours(SinglePrecisionTaps taps, int output, int samples)
    {
        var (first, count) = taps.RangeOf(output);
        ReadOnlySpan<float> weights = taps.Weights(output);
        return (first, Math.Min(first + 1, samples - 1), weights[0], count > 1 ? weights[1] : 0);
    }
}

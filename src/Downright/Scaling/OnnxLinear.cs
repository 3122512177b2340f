using System.Numerics;

namespace Downright.Scaling;

/// <summary>
/// ONNX Runtime's linear mode without antialias: the four neighbours of an output at once, each with the product of its
/// two weights, in single precision; bytes are cut off, not rounded.
/// </summary>
/// <param name="rows">The taps of the vertical axis: two an output.</param>
/// <param name="columns">The taps of the horizontal axis: two an output.</param>
internal sealed class OnnxLinear(SinglePrecisionTaps rows, SinglePrecisionTaps columns) : CompiledScaler
{
    public override CompactScaler Compact()
    {
        CompactAxis down = CompactAxis.Of(rows.Source, rows.Ranges), across = CompactAxis.Of(columns.Source, columns.Ranges);
        return new CompactScaler(down.Samples, across.Samples, new OnnxLinear(rows.On(down), columns.On(across)));
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output) => Run(image, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) => Run(image, output);

    private void Run<T>(PixelImage<T> image, Memory<T> output)
        where T : unmanaged, INumberBase<T>
    {
        long samples = (long)rows.Outputs * columns.Outputs * image.Channels * 4;
        RowBands.Run(rows.Outputs, samples, (Scaler: this, image, output), static (work, from, to) =>
        {
            for (int y = from; y < to; y++) work.Scaler.ScaleRow(work.image, y, work.output.Span);
        });
    }

    private void ScaleRow<T>(PixelImage<T> image, int y, Span<T> output)
        where T : unmanaged, INumberBase<T>
    {
        output = output[(y * columns.Outputs * image.Channels)..];
        var (top, bottom, upper, lower) = Neighbours(rows, y, image.Height);
        ReadOnlySpan<T> above = image.Row(top), below = image.Row(bottom);
        int channels = image.Channels;
        for (int x = 0; x < columns.Outputs; x++)
        {
            var (first, second, left, right) = Neighbours(columns, x, image.Width);
            for (int c = 0; c < channels; c++)
            {
                int i = (first * channels) + c, j = (second * channels) + c;
                float sum = left * upper * float.CreateTruncating(above[i]);
                sum += right * upper * float.CreateTruncating(above[j]);
                sum += left * lower * float.CreateTruncating(below[i]);
                sum += right * lower * float.CreateTruncating(below[j]);
                output[(x * channels) + c] = T.CreateSaturating(sum);
            }
        }
    }

    private static (int First, int Second, float Left, float Right) Neighbours(SinglePrecisionTaps taps, int output, int samples)
    {
        int first = taps.RangeOf(output).First;
        ReadOnlySpan<float> weights = taps.Weights(output);
        return (first, Math.Min(first + 1, samples - 1), weights[0], weights[1]);
    }
}

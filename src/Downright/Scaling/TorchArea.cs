using System.Buffers;
using System.Numerics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// PyTorch's adaptive average pooling: the samples of each cell are summed row by row in single precision, and the sum is
/// divided by the cell's height and then by its width; bytes are rounded from that, halves to even, as torchvision does.
/// A target of one pixel is the mean of the image, which PyTorch sums more exactly.
/// </summary>
/// <param name="rows">The cells of the vertical axis.</param>
/// <param name="columns">The cells of the horizontal axis.</param>
internal sealed class TorchArea(AxisTaps rows, AxisTaps columns) : CompiledScaler
{
    public override void Scale(PixelImage<byte> image, Memory<byte> output) => Run(image, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) => Run(image, output);

    private void Run<T>(PixelImage<T> image, Memory<T> output)
        where T : unmanaged, INumberBase<T>
    {
        if (rows.Target == 1 && columns.Target == 1)
        {
            Mean(image, output.Span);
            return;
        }

        long samples = (long)rows.Target * rows.MaxTaps * image.Width * image.Channels;
        RowBands.Run(rows.Target, samples, (Scaler: this, image, output), static (work, from, to) =>
            work.Scaler.Run(work.image, work.output.Span, from, to));
    }

    private void Run<T>(PixelImage<T> image, Span<T> output, int from, int to)
        where T : unmanaged, INumberBase<T>
    {
        int line = columns.Target * image.Channels;
        float[] rented = ArrayPool<float>.Shared.Rent(line);
        Span<float> sums = rented.AsSpan(0, line);
        for (int y = from; y < to; y++)
        {
            var (top, height) = rows.RangeOf(y);
            sums.Clear();
            for (int row = top; row < top + height; row++) AddRow(image.Row(row), image.Channels, sums);
            Divide(sums, image.Channels, height);
            StoreSamples.HalfEven(sums, output.Slice(y * line, line));
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Mean<T>(PixelImage<T> image, Span<T> pixel)
        where T : unmanaged, INumberBase<T>
    {
        Span<float> means = stackalloc float[pixel.Length];
        for (int c = 0; c < pixel.Length; c++)
        {
            double sum = 0;
            for (int y = 0; y < image.Height; y++)
            {
                ReadOnlySpan<T> row = image.Row(y);
                for (int i = c; i < row.Length; i += pixel.Length) sum += double.CreateTruncating(row[i]);
            }

            means[c] = (float)(sum / image.Size.Pixels);
        }

        StoreSamples.HalfEven(means, pixel);
    }

    private void AddRow<T>(ReadOnlySpan<T> row, int channels, Span<float> sums)
        where T : unmanaged, INumberBase<T>
    {
        for (int x = 0; x < columns.Target; x++)
        {
            var (left, width) = columns.RangeOf(x);
            ReadOnlySpan<T> cell = row.Slice(left * channels, width * channels);
            Span<float> pixel = sums.Slice(x * channels, channels);
            for (int i = 0; i < cell.Length; i += channels)
            {
                for (int c = 0; c < pixel.Length; c++) pixel[c] += float.CreateTruncating(cell[i + c]);
            }
        }
    }

    private void Divide(Span<float> sums, int channels, int height)
    {
        for (int i = 0; i < sums.Length; i++) sums[i] = sums[i] / height / columns.RangeOf(i / channels).Taps;
    }
}

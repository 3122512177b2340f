using System.Buffers;
using System.Runtime.InteropServices;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// Pillow's <c>Image.reduce</c>: means of blocks by whole factors. The last column and row of blocks are smaller where
/// the size is no multiple. Bytes are divided by a 32-bit reciprocal that is computed in single precision.
/// </summary>
internal sealed class PillowReduction(ImageSize source, int columns, int rows)
{
    /// <summary>The size that it leaves.</summary>
    public ImageSize Target { get; } = new((source.Width + columns - 1) / columns, (source.Height + rows - 1) / rows);

    public void Reduce<T>(PixelImage<T> image, Memory<T> output)
        where T : unmanaged =>
        RowBands.Run(Target.Height, source.Pixels * image.Channels, (This: this, image, output), static (work, from, to) =>
        {
            if (work.image is PixelImage<byte> bytes) work.This.ReduceRows(bytes, MemoryMarshal.AsBytes(work.output.Span), from, to);
            else if (work.image is PixelImage<float> floats) work.This.ReduceRows(floats, MemoryMarshal.Cast<T, float>(work.output.Span), from, to);
        });

    private void ReduceRows(PixelImage<byte> image, Span<byte> output, int from, int to)
    {
        int channels = image.Channels, samples = Target.Width * channels, wide = source.Width * channels;
        int[] rented = ArrayPool<int>.Shared.Rent(wide + samples);
        Span<int> sums = rented.AsSpan(0, wide), blocks = rented.AsSpan(wide, samples);

        // The blocks of the last column may have fewer columns.
        int whole = source.Width / columns * channels;
        for (int y = from; y < to; y++)
        {
            int height = Math.Min(rows, source.Height - (y * rows));
            IntSums.OfRows(image, y * rows, height, sums);
            RunSums.Add(sums, channels, columns, blocks);
            Span<byte> line = output.Slice(y * samples, samples);
            Divide(blocks[..whole], columns * height, line);
            if (whole < samples) Divide(blocks[whole..], source.Width % columns * height, line[whole..]);
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    private void ReduceRows(PixelImage<float> image, Span<float> output, int from, int to)
    {
        int channels = image.Channels, samples = Target.Width * channels;
        for (int i = from * samples; i < to * samples; i++)
        {
            int x = i % samples / channels * columns, y = i / samples * rows;
            int width = Math.Min(columns, source.Width - x), height = Math.Min(rows, source.Height - y);
            double sum = 0;
            for (int row = 0; row < height; row++)
            {
                ReadOnlySpan<float> line = image.Row(y + row)[((x * channels) + (i % channels))..];
                for (int column = 0; column < width; column++) sum += line[column * channels];
            }

            output[i] = (float)(sum / (width * height));
        }
    }

    private static void Divide(ReadOnlySpan<int> sums, int divisor, Span<byte> means)
    {
        uint reciprocal = (uint)(4294967296f / (256u * (uint)divisor));
        StoreSamples.MultiplyHigh(sums, (uint)divisor / 2, reciprocal, means[..sums.Length]);
    }
}

using System.Buffers;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// OpenCV's INTER_AREA for whole ratios: the sum of each block, exact for bytes, times a single-precision reciprocal,
/// rounded to the nearest, halves to even. Blocks of 2×2 round halves up instead.
/// </summary>
internal sealed class OpenCvAreaBlocks(ImageSize source, ImageSize target) : CompiledScaler
{
    private readonly int _width = source.Width / target.Width;
    private readonly int _height = source.Height / target.Height;

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowBands.Run(target.Height, source.Pixels * image.Channels, (Scaler: this, image, output), static (work, from, to) =>
            work.Scaler.ScaleRows(work.image, work.output.Span, from, to));

    public override void Scale(PixelImage<float> image, Memory<float> output) =>
        RowBands.Run(target.Height, source.Pixels * image.Channels, (Scaler: this, image, output), static (work, from, to) =>
            work.Scaler.ScaleRows(work.image, work.output.Span, from, to));

    private void ScaleRows(PixelImage<byte> image, Span<byte> output, int from, int to)
    {
        int channels = image.Channels, samples = target.Width * channels, wide = source.Width * channels;
        int[] rented = ArrayPool<int>.Shared.Rent(wide + samples);
        Span<int> sums = rented.AsSpan(0, wide), blocks = rented.AsSpan(wide, samples);
        for (int y = from; y < to; y++)
        {
            IntSums.OfRows(image, y * _height, _height, sums);
            RunSums.Add(sums, channels, _width, blocks);
            Span<byte> line = output.Slice(y * samples, samples);
            if (_width == 2 && _height == 2) StoreSamples.MultiplyHigh(blocks, addend: 2, factor: 1 << 22, line);
            else StoreSamples.Scale(blocks, 1f / (_width * _height), line);
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    private void ScaleRows(PixelImage<float> image, Span<float> output, int from, int to)
    {
        int channels = image.Channels, samples = target.Width * channels;
        float scale = 1f / (_width * _height);
        for (int y = from; y < to; y++)
        {
            for (int i = 0; i < samples; i++)
            {
                int corner = (y * _height * image.Stride) + (i / channels * _width * channels) + (i % channels);
                output[(y * samples) + i] = SumOfBlock(image.Pixels.Span[corner..], channels, image.Stride) * scale;
            }
        }
    }

    /// <summary>A float sum depends on its order, over large blocks visibly: OpenCV adds four samples at a time.</summary>
    private float SumOfBlock(ReadOnlySpan<float> block, int channels, int stride)
    {
        int area = _width * _height;
        float sum = 0;
        int k = 0;
        for (; k <= area - 4; k += 4) sum += Sample(block, k) + Sample(block, k + 1) + Sample(block, k + 2) + Sample(block, k + 3);
        for (; k < area; k++) sum += Sample(block, k);
        return sum;

        float Sample(ReadOnlySpan<float> samples, int index) => samples[(index / _width * stride) + (index % _width * channels)];
    }
}

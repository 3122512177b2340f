using System.Buffers;
using System.Runtime.InteropServices;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// Two passes in single precision, over the rows first: the source rows of an output row are gathered, then its columns.
/// Sums run in the order of the taps and without fused multiply-add; bytes are rounded to the nearest at the end, halves
/// to even.
/// </summary>
/// <param name="rows">The taps of the vertical axis.</param>
/// <param name="columns">The taps of the horizontal axis.</param>
internal sealed class RowsFirst(SinglePrecisionTaps rows, SinglePrecisionTaps columns) : CompiledScaler
{
    /// <summary>The arithmetic of an operator.</summary>
    public RowsFirst(ScalingOperator op)
        : this(new SinglePrecisionTaps(op.Left), new SinglePrecisionTaps(op.Right))
    {
    }

    public override CompactScaler Compact()
    {
        CompactAxis down = CompactAxis.Of(rows.Source, rows.Ranges), across = CompactAxis.Of(columns.Source, columns.Ranges);
        return new CompactScaler(down.Samples, across.Samples, new RowsFirst(rows.On(down), columns.On(across)));
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output) => Run(image, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) => Run(image, output);

    /// <summary>Scales bytes without rounding and without clipping.</summary>
    public void Scale(PixelImage<byte> image, Memory<float> output) => Run(image, output);

    private void Run<T, TOutput>(PixelImage<T> image, Memory<TOutput> output)
        where T : unmanaged
        where TOutput : unmanaged
    {
        long samples = (long)rows.Outputs * rows.MaxTaps * image.Width * image.Channels;
        RowBands.Run(rows.Outputs, samples, (Scaler: this, image, output), static (work, from, to) =>
            work.Scaler.Run(work.image, work.output.Span, from, to));
    }

    private void Run<T, TOutput>(PixelImage<T> image, Span<TOutput> output, int from, int to)
        where T : unmanaged
        where TOutput : unmanaged
    {
        int sourceRow = image.Width * image.Channels, targetRow = columns.Outputs * image.Channels;
        float[] rented = ArrayPool<float>.Shared.Rent(sourceRow + targetRow);
        Span<float> gathered = rented.AsSpan(0, sourceRow), sums = rented.AsSpan(sourceRow, targetRow);
        for (int y = from; y < to; y++)
        {
            Gather(image, y, gathered);
            columns.Sum<float>(gathered, image.Channels, sums);
            StoreSamples.HalfEven(sums, output.Slice(y * targetRow, targetRow));
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private void Gather<T>(PixelImage<T> image, int y, Span<float> sums)
        where T : unmanaged
    {
        var (first, taps) = rows.RangeOf(y);
        ReadOnlySpan<float> weights = rows.Weights(y);
        sums.Clear();
        for (int tap = 0; tap < taps; tap++)
        {
            ReadOnlySpan<T> row = image.Row(Math.Clamp(first + tap, 0, image.Height - 1));
            if (typeof(T) == typeof(byte)) Accumulate.Add(sums, MemoryMarshal.Cast<T, byte>(row), weights[tap]);
            else Accumulate.Add(sums, MemoryMarshal.Cast<T, float>(row), weights[tap]);
        }
    }
}

using System.Buffers;
using System.Numerics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// ResizeBilinear of TensorFlow: from each sample towards its neighbour, a + (b − a) · f, along the rows and then between
/// two of them, in single precision; bytes are rounded to the nearest, halves to even.
/// </summary>
/// <param name="rows">The taps of the vertical axis, two an output.</param>
/// <param name="columns">The taps of the horizontal axis, two an output.</param>
internal sealed class TensorFlowLinear(SinglePrecisionTaps rows, SinglePrecisionTaps columns) : CompiledScaler
{
    private readonly ImageSize _target = new(columns.Outputs, rows.Outputs);

    public override CompactScaler Compact()
    {
        CompactAxis down = CompactAxis.Of(rows.Source, rows.Ranges), across = CompactAxis.Of(columns.Source, columns.Ranges);
        return new CompactScaler(down.Samples, across.Samples, new TensorFlowLinear(rows.On(down), columns.On(across)));
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, float, Passes<byte>>(new(rows, columns), image, _target, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) =>
        RowPasses.Run<float, float, Passes<float>>(new(rows, columns), image, _target, output);

    private readonly struct Passes<T>(SinglePrecisionTaps rows, SinglePrecisionTaps columns) : IRowPasses<T, float>
        where T : unmanaged, INumberBase<T>
    {
        public int MaxTaps => 2;

        public (int First, int Taps) RowsOf(int y) => rows.RangeOf(y);

        public void Horizontal(ReadOnlySpan<T> row, int channels, Span<float> sums)
        {
            int last = (row.Length / channels) - 1;
            for (int x = 0; x < columns.Outputs; x++)
            {
                int first = columns.RangeOf(x).First;
                ReadOnlySpan<T> left = row[(Math.Max(first, 0) * channels)..];
                ReadOnlySpan<T> right = row[(Math.Min(first + 1, last) * channels)..];
                for (int c = 0; c < channels; c++)
                    sums[(x * channels) + c] = Between(float.CreateTruncating(left[c]), float.CreateTruncating(right[c]), columns.Weights(x)[1]);
            }
        }

        public void Vertical(int y, in RowRing<float> ring, Span<T> output)
        {
            float f = rows.Weights(y)[1];
            ReadOnlySpan<float> upper = ring[0], lower = ring[1];
            float[] rented = ArrayPool<float>.Shared.Rent(output.Length);
            Span<float> sums = rented.AsSpan(0, output.Length);
            for (int i = 0; i < sums.Length; i++) sums[i] = Between(upper[i], lower[i], f);
            StoreSamples.HalfEven(sums, output);
            ArrayPool<float>.Shared.Return(rented);
        }

        private static float Between(float a, float b, float f) => a + ((b - a) * f);
    }
}

using System.Buffers;
using System.Numerics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// Two passes in single precision, along the rows first. Sums run in the order of the taps and without fused
/// multiply-add; bytes are rounded to the nearest at the end, halves to even.
/// </summary>
/// <param name="rows">The taps of the vertical axis.</param>
/// <param name="columns">The taps of the horizontal axis.</param>
/// <param name="factor">What every sum is multiplied by at the end, for weights that do not sum to 1.</param>
internal sealed class ColumnsFirst(SinglePrecisionTaps rows, SinglePrecisionTaps columns, float factor = 1) : CompiledScaler
{
    private readonly ImageSize _target = new(columns.Outputs, rows.Outputs);

    /// <summary>What every output reads of the vertical axis.</summary>
    public IEnumerable<(int First, int Taps)> RowRanges => rows.Ranges;

    /// <summary>What every output reads of the horizontal axis.</summary>
    public IEnumerable<(int First, int Taps)> ColumnRanges => columns.Ranges;

    /// <summary>The size of the images that it scales.</summary>
    public ImageSize Source { get; } = new(columns.Source, rows.Source);

    public override CompactScaler Compact()
    {
        CompactAxis down = CompactAxis.Of(rows.Source, RowRanges), across = CompactAxis.Of(columns.Source, ColumnRanges);
        return new CompactScaler(down.Samples, across.Samples, On(down, across));
    }

    /// <summary>The same arithmetic for an image of only some rows and columns.</summary>
    public ColumnsFirst On(CompactAxis down, CompactAxis across) => new(rows.On(down), columns.On(across), factor);

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, float, Passes<byte>>(new(rows, columns, factor), image, _target, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) =>
        RowPasses.Run<float, float, Passes<float>>(new(rows, columns, factor), image, _target, output);

    private readonly struct Passes<T>(SinglePrecisionTaps rows, SinglePrecisionTaps columns, float factor) : IRowPasses<T, float>
        where T : unmanaged, INumberBase<T>
    {
        public int MaxTaps => rows.MaxTaps;

        public (int First, int Taps) RowsOf(int y) => rows.RangeOf(y);

        public void Horizontal(ReadOnlySpan<T> row, int channels, Span<float> sums) => columns.Sum(row, channels, sums);

        public void Vertical(int y, in RowRing<float> ring, Span<T> output)
        {
            float[] rented = ArrayPool<float>.Shared.Rent(output.Length);
            Span<float> sums = rented.AsSpan(0, output.Length);
            rows.Sum(y, ring, sums);
            if (factor != 1)
            {
                foreach (ref float sum in sums) sum *= factor;
            }

            StoreSamples.HalfEven(sums, output);
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}

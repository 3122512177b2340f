using System.Buffers;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// OpenCV's INTER_AREA where no axis grows and the ratio is not whole: overlaps in single precision, summed along each
/// source row first and then over the rows; bytes are rounded to the nearest, halves to even.
/// </summary>
/// <param name="op">The operator of INTER_AREA.</param>
internal sealed class OpenCvArea(ScalingOperator op) : CompiledScaler
{
    private readonly SinglePrecisionTaps _rows = new(op.Left);
    private readonly SinglePrecisionTaps _columns = new(op.Right);

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, float, Bytes>(new Bytes(_rows, _columns), image, op.TargetSize, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) =>
        RowPasses.Run<float, float, Floats>(new Floats(_rows, _columns), image, op.TargetSize, output);

    private readonly struct Bytes(SinglePrecisionTaps rows, SinglePrecisionTaps columns) : IRowPasses<byte, float>
    {
        public int MaxTaps => rows.MaxTaps;

        public (int First, int Taps) RowsOf(int y) => rows.RangeOf(y);

        public void Horizontal(ReadOnlySpan<byte> row, int channels, Span<float> sums) => columns.Sum(row, channels, sums);

        public void Vertical(int y, in RowRing<float> rowRing, Span<byte> output)
        {
            float[] rented = ArrayPool<float>.Shared.Rent(output.Length);
            Span<float> sums = rented.AsSpan(0, output.Length);
            rows.Sum(y, rowRing, sums);
            StoreSamples.HalfEven(sums, output);
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private readonly struct Floats(SinglePrecisionTaps rows, SinglePrecisionTaps columns) : IRowPasses<float, float>
    {
        public int MaxTaps => rows.MaxTaps;

        public (int First, int Taps) RowsOf(int y) => rows.RangeOf(y);

        public void Horizontal(ReadOnlySpan<float> row, int channels, Span<float> sums) => columns.Sum(row, channels, sums);

        public void Vertical(int y, in RowRing<float> rowRing, Span<float> output) => rows.Sum(y, rowRing, output);
    }
}

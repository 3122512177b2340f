namespace Downright.Scaling;

/// <summary>
/// Two arithmetics side by side: images of bytes in whole numbers, along the rows first, to bytes again and then over the
/// rows; images of floats in another one.
/// </summary>
/// <param name="rows">The taps of the vertical axis for bytes.</param>
/// <param name="columns">The taps of the horizontal axis for bytes.</param>
/// <param name="floats">The arithmetic of floats.</param>
internal sealed class WholeNumberPasses(FixedPointTaps rows, FixedPointTaps columns, ColumnsFirst floats) : CompiledScaler
{
    public override CompactScaler Compact()
    {
        // What either arithmetic reads: the coordinates of bytes may be more precise.
        CompactAxis down = CompactAxis.Of(floats.Source.Height, rows.Ranges.Concat(floats.RowRanges));
        CompactAxis across = CompactAxis.Of(floats.Source.Width, columns.Ranges.Concat(floats.ColumnRanges));
        return new CompactScaler(down.Samples, across.Samples, new WholeNumberPasses(rows.On(down), columns.On(across), floats.On(down, across)));
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, byte, Passes>(new(rows, columns), image, new(columns.Outputs, rows.Outputs), output);

    public override void Scale(PixelImage<float> image, Memory<float> output) => floats.Scale(image, output);

    private readonly struct Passes(FixedPointTaps rows, FixedPointTaps columns) : IRowPasses<byte, byte>
    {
        public int MaxTaps => rows.MaxTaps;

        public (int First, int Taps) RowsOf(int y) => rows.RangeOf(y);

        public void Horizontal(ReadOnlySpan<byte> row, int channels, Span<byte> sums) => columns.Sum(row, channels, sums);

        public void Vertical(int y, in RowRing<byte> ring, Span<byte> output) => rows.Sum(y, ring, output);
    }
}

namespace Downright.Scaling;

/// <summary>
/// OpenCV's bit-exact linear interpolation of bytes: coefficients in 256ths, a 16-bit intermediate without rounding, one
/// rounding at the end, halves up. Floats it leaves to ordinary linear interpolation.
/// </summary>
internal sealed class OpenCvLinearExact(ImageSize source, ImageSize target) : CompiledScaler
{
    private readonly Passes _bytes = new(new(source.Height, target.Height), new(source.Width, target.Width));
    private readonly CompiledScaler _floats = OpenCvArithmetic.Compile(ScalerAlgorithm.Linear, source, target);

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, ushort, Passes>(_bytes, image, target, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) => _floats.Scale(image, output);

    private readonly struct Passes(OpenCvExactTaps rows, OpenCvExactTaps columns) : IRowPasses<byte, ushort>
    {
        public int MaxTaps => 2;

        public (int First, int Taps) RowsOf(int y) => (rows.First(y), 2);

        public void Horizontal(ReadOnlySpan<byte> row, int channels, Span<ushort> sums)
        {
            int i = 0;
            for (int x = 0; i < sums.Length; x++)
            {
                int b = columns.Second(x), a = OpenCvExactTaps.One - b;
                int first = columns.First(x) * channels, second = b == 0 ? first : first + channels;
                for (int c = 0; c < channels; c++) sums[i++] = (ushort)((a * row[first + c]) + (b * row[second + c]));
            }
        }

        public void Vertical(int y, in RowRing<ushort> rowRing, Span<byte> output)
        {
            ReadOnlySpan<ushort> upper = rowRing[0], lower = rowRing[1];
            int b = rows.Second(y), a = OpenCvExactTaps.One - b;
            for (int i = 0; i < output.Length; i++) output[i] = (byte)(((a * upper[i]) + (b * lower[i]) + (1 << 15)) >> 16);
        }
    }
}

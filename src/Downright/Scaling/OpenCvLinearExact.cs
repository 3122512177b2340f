using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// OpenCV's bit-exact linear interpolation of bytes: coefficients in 256ths, a 16-bit intermediate without rounding, one
/// rounding at the end, halves up. Floats it leaves to ordinary linear interpolation.
/// </summary>
internal sealed class OpenCvLinearExact(ImageSize source, ImageSize target) : CompiledScaler
{
    private readonly Passes _bytes = new(new OpenCvExactTaps(source.Height, target.Height), new OpenCvExactTaps(source.Width, target.Width).ToTable());
    private readonly CompiledScaler _floats = OpenCvArithmetic.Compile(ScalerAlgorithm.Linear, source, target);

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, int, Passes>(_bytes, image, target, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) => _floats.Scale(image, output);

    private readonly struct Passes(OpenCvExactTaps rows, TapTable<short> columns) : IRowPasses<byte, int>
    {
        public int MaxTaps => 2;

        public (int First, int Taps) RowsOf(int y) => (rows.First(y), 2);

        public void Horizontal(ReadOnlySpan<byte> row, int channels, Span<int> sums) =>
            PixelSums.Weigh(row, channels, columns.First, columns.Weights, sums);

        public void Vertical(int y, in RowRing<int> rowRing, Span<byte> output)
        {
            ReadOnlySpan<int> upper = rowRing[0], lower = rowRing[1];
            int b = rows.Second(y), a = OpenCvExactTaps.One - b, i = 0;
            for (; i <= output.Length - 4; i += 4)
            {
                Vector128<int> sum = (Load(upper, i) * a) + (Load(lower, i) * b);
                MemoryMarshal.Write(output[i..], Pairs.Clip((sum + Vector128.Create(1 << 15)) >> 16));
            }

            for (; i < output.Length; i++) output[i] = (byte)(((a * upper[i]) + (b * lower[i]) + (1 << 15)) >> 16);

            static Vector128<int> Load(ReadOnlySpan<int> sums, int i) => Vector128.LoadUnsafe(in MemoryMarshal.GetReference(sums), (nuint)i);
        }
    }
}

using System.Buffers;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// The operator itself in single precision; bytes are rounded to the nearest, halves to even, and clipped. It is what
/// libraries compute that scale in floating point.
/// </summary>
internal sealed class RealArithmetic(ScalingOperator op) : CompiledScaler
{
    public override void Scale(PixelImage<byte> image, Memory<byte> output)
    {
        float[] real = ArrayPool<float>.Shared.Rent(output.Length);
        TwoPass.Scale(op, image, real.AsMemory(0, output.Length));
        StoreSamples.HalfEven(real, output.Span);
        ArrayPool<float>.Shared.Return(real);
    }

    public override void Scale(PixelImage<float> image, Memory<float> output) => TwoPass.Scale(op, image, output);
}

using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// Area scaling, the project's own: bytes in the integers of <see cref="AreaArithmetic"/>, at most 0.6 grey levels from the
/// mean in real arithmetic; floats in single precision.
/// </summary>
internal sealed class AreaScaler(ImageSize source, ImageSize target) : CompiledScaler
{
    private readonly AreaArithmetic _arithmetic = new(source.Height, target.Height, source.Width, target.Width);
    private readonly RowsFirst _floats = new(ScalingOperator.Compile(new ScalerProfile(ScalerLibrary.Downright, ScalerAlgorithm.Area), source, target));
    private readonly AreaKernel?[] _kernels = new AreaKernel?[5];

    public override void Scale(PixelImage<byte> image, Memory<byte> output)
    {
        AreaKernel kernel = _kernels[image.Channels] ??= AreaKernel.Create(_arithmetic, image.Channels, VectorLadder.Widest);
        RowBands.Run(target.Height, source.Pixels * image.Channels, (kernel, image, output), static (work, from, to) =>
            work.kernel.Scale(work.image.Pixels.Span, work.image.Stride, work.output.Span, from, to));
    }

    public override void Scale(PixelImage<float> image, Memory<float> output) => _floats.Scale(image, output);
}

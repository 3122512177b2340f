namespace Downright.Scaling;

/// <summary>
/// OpenCV's linear, cubic and Lanczos interpolation (and INTER_AREA where an axis grows): bytes in 11-bit fixed point,
/// floats in single precision.
/// </summary>
internal sealed class OpenCvInterpolation : CompiledScaler
{
    private readonly ImageSize _target;
    private readonly OpenCvFixedPoint _bytes;
    private readonly OpenCvSinglePrecision _floats;

    public OpenCvInterpolation(ScalerAlgorithm algorithm, ImageSize source, ImageSize target)
    {
        _target = target;
        OpenCvTaps rows = OpenCvTaps.Of(algorithm, source.Height, target.Height);
        OpenCvTaps columns = OpenCvTaps.Of(algorithm, source.Width, target.Width);
        _bytes = new OpenCvFixedPoint(columns, source.Width, rows);
        _floats = new OpenCvSinglePrecision(columns, source.Width, rows);
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, int, OpenCvFixedPoint>(_bytes, image, _target, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) =>
        RowPasses.Run<float, float, OpenCvSinglePrecision>(_floats, image, _target, output);
}

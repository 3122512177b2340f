namespace Downright.Scaling;

/// <summary>
/// OpenCV's linear, cubic and Lanczos interpolation (and INTER_AREA where an axis grows): bytes in 11-bit fixed point,
/// floats in single precision.
/// </summary>
internal sealed class OpenCvInterpolation : CompiledScaler
{
    private readonly OpenCvTaps _rows;
    private readonly OpenCvTaps _columns;
    private readonly ImageSize _source;
    private readonly ImageSize _target;
    private readonly OpenCvFixedPoint _bytes;
    private readonly OpenCvSinglePrecision _floats;

    public OpenCvInterpolation(ScalerAlgorithm algorithm, ImageSize source, ImageSize target)
        : this(OpenCvTaps.Of(algorithm, source.Height, target.Height), OpenCvTaps.Of(algorithm, source.Width, target.Width), source)
    {
    }

    private OpenCvInterpolation(OpenCvTaps rows, OpenCvTaps columns, ImageSize source)
    {
        _rows = rows;
        _columns = columns;
        _source = source;
        _target = new ImageSize(columns.Outputs, rows.Outputs);
        _bytes = new OpenCvFixedPoint(columns, source.Width, rows);
        _floats = new OpenCvSinglePrecision(columns, source.Width, rows);
    }

    public override CompactScaler Compact()
    {
        var (rows, rowTaps) = _rows.Compact(_source.Height);
        var (columns, columnTaps) = _columns.Compact(_source.Width);
        return new CompactScaler(rows, columns, new OpenCvInterpolation(rowTaps, columnTaps, new ImageSize(columns.Length, rows.Length)));
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output) =>
        RowPasses.Run<byte, int, OpenCvFixedPoint>(_bytes, image, _target, output);

    public override void Scale(PixelImage<float> image, Memory<float> output) =>
        RowPasses.Run<float, float, OpenCvSinglePrecision>(_floats, image, _target, output);
}

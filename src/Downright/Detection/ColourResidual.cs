using Downright.Kernels;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// The operator residual of two colour differences, for attacks that leave the grey alone (docs/methods/operator-residual.md).
/// To be cheap it looks at a few strips of the image, each a row of blocks, red against green and blue against yellow in
/// turn. Compiled once for a pair of sizes; any number of threads may share one.
/// </summary>
internal sealed class ColourResidual
{
    /// <summary>The most strips, half of them for each difference.</summary>
    private const int MostStrips = 4;

    private readonly OperatorResidual? _residual;
    private readonly int[] _starts = [];
    private readonly int _height;

    public ColourResidual(ScalingOperator op)
    {
        int outputs = op.TargetSize.Height, strips = Math.Min(MostStrips, outputs / ResidualBlocks.Side);
        if (strips < 2) return;
        double ratio = (double)op.SourceSize.Height / outputs;
        _height = (int)Math.Ceiling(ResidualBlocks.Side * ratio);
        _starts = new int[strips];
        var left = new BandedMatrixBuilder(strips * ResidualBlocks.Side, strips * _height);
        for (int strip = 0; strip < strips; strip++)
        {
            int first = (int)(((strip + 0.5) * outputs / strips) - (ResidualBlocks.Side / 2.0));
            int start = _starts[strip] = Math.Min((int)(first * ratio), op.SourceSize.Height - _height);
            for (int output = first; output < first + ResidualBlocks.Side; output++) left.Add((strip * _height) + Inside(op.Left, output, start, out double[] weights), weights);
        }

        _residual = new OperatorResidual(new ScalingOperator(op.Name, left.Build(), op.Right));
    }

    /// <summary>The mean deviation of the difference that deviates more; 0 for grey images and where the target is too small.</summary>
    public double Measure(PixelImage<byte> image)
    {
        if (_residual is null || image.Format == PixelFormat.Gray) return 0;
        using var plane = new GreyPlane(_residual.SourceSize, (row, y) => ColourRow.Convert(image.Row(_starts[y / _height] + (y % _height)), image.Format, IsBlue(y / _height), row));
        ResidualBlocks blocks = _residual.Measure(plane);
        double red = 0, blue = 0;
        for (int strip = 0; strip < blocks.Rows; strip++)
        {
            double sum = 0;
            foreach (float deviation in blocks.Deviations.Slice(strip * blocks.Columns, blocks.Columns)) sum += deviation;
            if (IsBlue(strip)) blue += sum;
            else red += sum;
        }

        int blueStrips = blocks.Rows / 2;
        return Math.Max(red / (blocks.Rows - blueStrips), blue / blueStrips) / blocks.Columns;
    }

    private static bool IsBlue(int strip) => strip % 2 == 1;

    /// <summary>The taps of an output that lie inside its strip, with the weight of the others added to them in proportion.</summary>
    private int Inside(BandedMatrix axis, int output, int start, out double[] weights)
    {
        int first = Math.Max(axis.First(output), start), end = Math.Min(axis.First(output) + axis.Taps(output), start + _height);
        weights = axis.Weights(output)[(first - axis.First(output))..(end - axis.First(output))].ToArray();
        double sum = weights.Sum();
        for (int tap = 0; tap < weights.Length; tap++) weights[tap] /= sum;
        return first - start;
    }
}

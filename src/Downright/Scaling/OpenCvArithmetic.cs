namespace Downright.Scaling;

/// <summary>Chooses among the arithmetics of <c>cv::resize</c>, as OpenCV 4 chooses them.</summary>
internal static class OpenCvArithmetic
{
    /// <param name="algorithm">One of OpenCV's algorithms but the nearest ones.</param>
    /// <param name="source">The size of the source images.</param>
    /// <param name="target">The size to scale them to.</param>
    public static CompiledScaler Compile(ScalerAlgorithm algorithm, ImageSize source, ImageSize target)
    {
        if (source == target) return new SampleCopy(source);
        if (algorithm is ScalerAlgorithm.Linear or ScalerAlgorithm.LinearExact && OpenCvGeometry.IsHalf(source, target))
            algorithm = ScalerAlgorithm.Area;

        return algorithm switch
        {
            ScalerAlgorithm.LinearExact => new OpenCvLinearExact(source, target),
            ScalerAlgorithm.Area when OpenCvGeometry.Shrinks(source, target) => Area(source, target),
            _ => new OpenCvInterpolation(algorithm, source, target),
        };
    }

    /// <summary>
    /// INTER_AREA where no axis grows: whole ratios average blocks; others sum overlaps in single precision, along each
    /// source row first and then over the rows.
    /// </summary>
    private static CompiledScaler Area(ImageSize source, ImageSize target)
    {
        if (OpenCvGeometry.IsWhole(source, target)) return new OpenCvAreaBlocks(source, target);
        var op = ScalingOperator.Compile(new ScalerProfile(ScalerLibrary.OpenCv, ScalerAlgorithm.Area), source, target);
        return new ColumnsFirst(new SinglePrecisionTaps(op.Left), new SinglePrecisionTaps(op.Right));
    }
}

namespace Downright.Scaling;

/// <summary>
/// Chooses the arithmetic of a TensorFlow kernel. Its results are floats; those of bytes are rounded back, halves to even,
/// as the callers of <c>tf.image.resize</c> do.
/// </summary>
internal static class TensorFlowArithmetic
{
    public static CompiledScaler Compile(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        var rows = new SinglePrecisionTaps(Taps(source.Height, target.Height));
        var columns = new SinglePrecisionTaps(Taps(source.Width, target.Width));
        return (profile.Algorithm, profile.Antialias) switch
        {
            (ScalerAlgorithm.Linear, false) => new TensorFlowLinear(rows, columns),
            (ScalerAlgorithm.Area, _) => new ColumnsFirst(rows, columns, AreaFactor(source, target)),
            _ => new RowsFirst(rows, columns),
        };

        AxisTaps Taps(int from, int to) => profile.Library == ScalerLibrary.TensorFlow1
            ? TensorFlow1Matrices.Taps(profile.Algorithm, from, to)
            : TensorFlowMatrices.Taps(profile, from, to);
    }

    /// <summary>One over the area of an output in source pixels.</summary>
    private static float AreaFactor(ImageSize source, ImageSize target) =>
        (float)(1.0 / (TensorFlowKernels.Scale(source.Height, target.Height) * TensorFlowKernels.Scale(source.Width, target.Width)));
}

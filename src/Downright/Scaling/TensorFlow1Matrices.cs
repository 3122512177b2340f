namespace Downright.Scaling;

/// <summary>
/// TensorFlow 1, <c>tf.image.resize_images</c> with its defaults: the legacy grid, in which output i lies over source
/// coordinate i · β, so that the last outputs do not reach the end of the image.
/// </summary>
internal static class TensorFlow1Matrices
{
    private const double CubicCoefficient = -0.75;

    private static readonly float[] Cubic = TensorFlowKernels.CubicTable(CubicCoefficient);

    public static BandedMatrix Axis(ScalerAlgorithm algorithm, int source, int target) =>
        Taps(algorithm, source, target).ToMatrix();

    /// <param name="algorithm">One of TensorFlow 1's algorithms.</param>
    /// <param name="source">Samples of the axis.</param>
    /// <param name="target">Outputs of the axis.</param>
    public static AxisTaps Taps(ScalerAlgorithm algorithm, int source, int target) => algorithm switch
    {
        ScalerAlgorithm.Nearest => Nearest(source, target),
        ScalerAlgorithm.Linear => TensorFlowKernels.Linear(source, target, Coordinate),
        ScalerAlgorithm.Cubic => Cubics(source, target),
        ScalerAlgorithm.Area => TensorFlowKernels.Area(source, target),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "TensorFlow 1 has no such algorithm."),
    };

    private static float Coordinate(int output, float scale) => output * scale;

    private static AxisTaps Nearest(int source, int target)
    {
        float scale = TensorFlowKernels.Scale(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++) taps.Add((int)MathF.Floor(Coordinate(i, scale)), 1f);
        return taps;
    }

    /// <summary>Taps beyond the border read the border's sample.</summary>
    private static AxisTaps Cubics(int source, int target)
    {
        float scale = TensorFlowKernels.Scale(source, target);
        var taps = new AxisTaps(source, target);
        Span<float> weights = stackalloc float[4];
        for (int i = 0; i < target; i++)
        {
            int j = TensorFlowKernels.CubicWeights(Cubic, Coordinate(i, scale), weights);
            taps.Add(j - 1, weights);
        }

        return taps;
    }
}

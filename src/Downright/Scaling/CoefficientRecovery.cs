namespace Downright.Scaling;

/// <summary>
/// Recovers the matrices of a separable linear scaler from its float path (Xiao et al. 2019): scaled
/// along one axis alone, an identity matrix becomes that axis's coefficients.
/// </summary>
/// <remarks>
/// Each axis is probed while the other one keeps its size, so that a scaler which looks at both at once, as OpenCV's
/// INTER_AREA does where one axis grows, is recovered as it treats that case.
/// </remarks>
public static class CoefficientRecovery
{
    private const float White = 255;

    /// <summary>What lies beyond a row's band by less than this is a float's rounding.</summary>
    private const double Noise = 1e-7;

    /// <summary>Recovers an operator.</summary>
    /// <param name="name">The name that the operator gets.</param>
    /// <param name="scale">Scales an image of floats to a size, without rounding and without clipping.</param>
    /// <param name="source">The size of the source images; the probes are squares of each of its sides.</param>
    /// <param name="target">The size to scale them to.</param>
    /// <exception cref="InvalidOperationException">
    /// The scaler returned another size or format, or some output whose coefficients do not sum to a positive number, and
    /// so is no linear scaler that keeps a uniform image.
    /// </exception>
    public static ScalingOperator Recover(string name, Func<PixelImage<float>, ImageSize, PixelImage<float>> scale, ImageSize source, ImageSize target)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(scale);
        PixelImage<float> left = Probe(scale, source.Height, new ImageSize(source.Height, target.Height));
        PixelImage<float> right = Probe(scale, source.Width, new ImageSize(target.Width, source.Width));
        return new ScalingOperator(
            name,
            Matrix(target.Height, source.Height, (output, sample) => left.Row(output)[sample]),
            Matrix(target.Width, source.Width, (output, sample) => right.Row(sample)[output]));
    }

    private static PixelImage<float> Probe(Func<PixelImage<float>, ImageSize, PixelImage<float>> scale, int side, ImageSize target)
    {
        var square = new ImageSize(side, side);
        var identity = new float[square.Samples(channels: 1)];
        for (int i = 0; i < side; i++) identity[(i * side) + i] = White;
        PixelImage<float> scaled = scale(new PixelImage<float>(identity, square, PixelFormat.Gray), target);
        return scaled.Size == target && scaled.Channels == 1
            ? scaled
            : throw new InvalidOperationException($"The scaler was asked for a grey image of {target} and returned {scaled}.");
    }

    private static BandedMatrix Matrix(int outputs, int samples, Func<int, int, float> response)
    {
        var builder = new BandedMatrixBuilder(outputs, samples);
        var weights = new double[samples];
        for (int output = 0; output < outputs; output++)
        {
            double sum = 0;
            for (int sample = 0; sample < samples; sample++) sum += weights[sample] = response(output, sample) / White;
            if (!(sum > 0) || !double.IsFinite(sum))
                throw new InvalidOperationException($"The coefficients of output {output} sum to {sum}; a linear scaler's sum to 1.");
            for (int sample = 0; sample < samples; sample++) weights[sample] = Math.Abs(weights[sample]) < Noise ? 0 : weights[sample] / sum;
            builder.Add(0, weights);
        }

        return builder.Build();
    }
}

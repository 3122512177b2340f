namespace Downright.Scaling;

/// <summary>
/// One profile compiled for one pair of sizes: the coefficient tables that its library's arithmetic needs, and that
/// arithmetic. It never changes, so that any number of threads may scale with it.
/// </summary>
internal abstract class CompiledScaler
{
    /// <summary>Scales 8-bit samples to the library's own bytes.</summary>
    /// <param name="image">An image of the source size.</param>
    /// <param name="output">Target height × target width × channels samples, all of which are written.</param>
    public abstract void Scale(PixelImage<byte> image, Memory<byte> output);

    /// <summary>Scales float samples as the library does: no rounding to whole grey levels, no clipping.</summary>
    /// <param name="image">An image of the source size.</param>
    /// <param name="output">Target height × target width × channels samples, all of which are written.</param>
    public abstract void Scale(PixelImage<float> image, Memory<float> output);

    /// <summary>The same scaler for an image of only what it reads of a source; null where it has no such form.</summary>
    public virtual CompactScaler? Compact() => null;

    /// <summary>Compiles a profile for a pair of sizes: the one place that says which library has which arithmetic.</summary>
    public static CompiledScaler Compile(ScalerProfile profile, ImageSize source, ImageSize target) => profile.Library switch
    {
        _ when profile.Algorithm is ScalerAlgorithm.Nearest or ScalerAlgorithm.NearestExact => new SampleCopy(ScalingOperator.Compile(profile, source, target)),
        ScalerLibrary.Downright => new AreaScaler(source, target),
        ScalerLibrary.OpenCv => OpenCvArithmetic.Compile(profile.Algorithm, source, target),
        ScalerLibrary.Pillow => new PillowArithmetic(profile, source, target),
        ScalerLibrary.TensorFlow or ScalerLibrary.TensorFlow1 => TensorFlowArithmetic.Compile(profile, source, target),
        ScalerLibrary.Torch => TorchArithmetic.Compile(profile, source, target),
        ScalerLibrary.Onnx => OnnxArithmetic.Compile(profile, source, target),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "There is no such library."),
    };
}

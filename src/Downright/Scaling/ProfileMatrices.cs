namespace Downright.Scaling;

/// <summary>Finds the matrices of a profile: one file per library.</summary>
internal static class ProfileMatrices
{
    public static (BandedMatrix Left, BandedMatrix Right) Of(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        // OpenCV averages only where no axis grows; the other libraries judge each axis by itself.
        bool shrinks = OpenCvGeometry.Shrinks(source, target);
        return (Axis(source.Height, target.Height), Axis(source.Width, target.Width));

        BandedMatrix Axis(int from, int to) => profile.Library switch
        {
            ScalerLibrary.Downright => AreaMatrices.Axis(from, to),
            ScalerLibrary.OpenCv => OpenCvMatrices.Axis(profile.Algorithm, from, to, shrinks),
            ScalerLibrary.Pillow => PillowMatrices.Axis(profile, from, to),
            ScalerLibrary.TensorFlow => TensorFlowMatrices.Axis(profile, from, to),
            ScalerLibrary.TensorFlow1 => TensorFlow1Matrices.Axis(profile.Algorithm, from, to),
            ScalerLibrary.Torch => TorchMatrices.Axis(profile, from, to, target),
            ScalerLibrary.Onnx => OnnxMatrices.Axis(profile, from, to),
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "There is no such library."),
        };
    }
}

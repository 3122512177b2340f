using CsCheck;
using Downright.Scaling;

namespace Downright.Tests.Reference;

/// <summary>Operators to test with: any scaler, small targets, axes that shrink up to 12 times or grow.</summary>
internal static class Operators
{
    private static readonly Gen<(int Source, int Target)> Axis = Gen.Frequency(
        (5, Gen.Select(Gen.Int[1, 6], Gen.Double[1, 12], (target, ratio) => ((int)Math.Round(target * ratio), target))),
        (1, Gen.Select(Gen.Int[1, 20], Gen.Int[1, 24])));

    public static Gen<ScalingOperator> Any { get; } = Gen.Select(
        Gen.OneOf(
            "opencv:nearest", "opencv:linear", "opencv:cubic", "opencv:lanczos4", "opencv:area",
            "pillow:nearest", "pillow:linear", "pillow:lanczos", "downright:area",
            "tensorflow1:cubic", "torch:linear", "onnx:linear+align-corners", "onnx:nearest+asymmetric+ceil"),
        Axis,
        Axis,
        (scaler, rows, columns) => ScalingOperator.Compile(
            ScalerProfile.Parse(scaler),
            new ImageSize(columns.Source, rows.Source),
            new ImageSize(columns.Target, rows.Target)));
}

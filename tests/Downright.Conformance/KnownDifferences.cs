using Downright.Conformance.Peers;

namespace Downright.Conformance;

/// <summary>Every known difference. One that has no name here fails the tests.</summary>
internal static class KnownDifferences
{
    private static readonly KnownDifference[] All =
    [
        new(
            "IPP cubic, bytes",
            "Builds for x86 with Intel's IPP (OpenCvSharp's, opencv-python's) interpolate cubically with IPP: coordinates in double precision, weights that are not quantized, one rounding. Without it they give our bytes.",
            static (peer, profile, floats) => peer is OpenCvIppPeer && !floats && profile.Algorithm == ScalerAlgorithm.Cubic,
            Bound: 1,
            Share: 0.05),
        new(
            "IPP interpolation, floats",
            "The same builds interpolate float images linearly and cubically with IPP, whose coordinates are in double precision; OpenCV's own are rounded to single precision.",
            static (peer, profile, floats) => peer is OpenCvIppPeer && floats && profile.Algorithm is ScalerAlgorithm.Linear or ScalerAlgorithm.LinearExact or ScalerAlgorithm.Cubic,
            Bound: 0.05,
            Share: 0.25),
        new(
            "nearest-exact of OpenCV 4.6",
            "OpenCV 4.6 subtracts a 65,536th of a sample from every offset of half a step, 4.13 for odd sizes alone: a centre on the border between two samples takes the other one.",
            static (peer, profile, _) => peer is OpenCvPythonPeer && profile.Algorithm == ScalerAlgorithm.NearestExact && peer.Version.StartsWith("4.6.", StringComparison.Ordinal),
            Bound: 255,
            Share: 0.1),
        new(
            "PyTorch's columns of one pixel",
            "PyTorch 2.10 scales floats with antialias to a width of one pixel as if every output row were the first one; bytes, and PyTorch 1.13, come out right.",
            static (peer, profile, floats) => peer is LibTorchPeer && floats && profile.Antialias,
            Bound: 400,
            Share: 0.01),
        new(
            "coordinates before PyTorch 2.0",
            "PyTorch 1 computes the coordinates of linear and cubic interpolation in double precision, PyTorch 2 in single precision (pytorch/pytorch#88277).",
            static (peer, profile, floats) => peer is TorchPythonPeer { HasDoubleCoordinates: true } && floats && profile.Algorithm is ScalerAlgorithm.Linear or ScalerAlgorithm.Cubic && !profile.Antialias,
            Bound: 0.03,
            Share: 0.3),
        new(
            "nearest-exact before PyTorch 2.0",
            "From coordinates in double precision the nearest sample may be the next one.",
            static (peer, profile, _) => peer is TorchPythonPeer { HasDoubleCoordinates: true } && profile.Algorithm == ScalerAlgorithm.NearestExact,
            Bound: 255,
            Share: 0.001),
        new(
            "bytes before PyTorch 2.1",
            "Only since 2.1 does PyTorch scale bytes linearly and cubically, with weights of 16 bits. Before, they are scaled as floats here, in the same two passes and to bytes after each.",
            static (peer, profile, floats) => peer is TorchPythonPeer { ScalesBytes: false } && !floats && profile.Algorithm is ScalerAlgorithm.Linear or ScalerAlgorithm.Cubic,
            Bound: 2,
            Share: 0.02),
        new(
            "JavaScript's nearest",
            "TensorFlow.js computes coordinates in double precision, TensorFlow in single precision: the nearest sample may be the next one.",
            static (peer, profile, _) => peer is TensorFlowJsPeer && profile.Algorithm == ScalerAlgorithm.Nearest,
            Bound: 255,
            Share: 0.01),
        new(
            "JavaScript's interpolation, bytes",
            "From coordinates in double precision a byte may be rounded the other way.",
            static (peer, _, floats) => peer is TensorFlowJsPeer && !floats,
            Bound: 1,
            Share: 0.005),
        new(
            "JavaScript's interpolation, floats",
            "From coordinates in double precision an interpolated value has other last bits.",
            static (peer, _, floats) => peer is TensorFlowJsPeer && floats,
            Bound: 0.03,
            Share: 0.3),
    ];

    public static KnownDifference? Of(IPeer peer, ScalerProfile profile, bool floats) =>
        Array.Find(All, known => known.Applies(peer, profile, floats));
}

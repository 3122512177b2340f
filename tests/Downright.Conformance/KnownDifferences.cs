using Downright.Conformance.Peers;

namespace Downright.Conformance;

/// <summary>Every known difference. One that has no name here fails the tests.</summary>
internal static class KnownDifferences
{
    private static readonly KnownDifference[] All =
    [
        new(
            "IPP cubic, bytes",
            "Builds for x86 with Intel's IPP (OpenCvSharp's, opencv-python's) interpolate cubically with IPP's closed code; without it they give our bytes.",
            static (peer, profile, floats) => peer is OpenCvIppPeer && !floats && profile.Algorithm == ScalerAlgorithm.Cubic,
            Bound: 1,
            Share: 0.05),
        new(
            "IPP interpolation, floats",
            "The same builds interpolate float images linearly and cubically with IPP.",
            static (peer, profile, floats) => peer is OpenCvIppPeer && floats && profile.Algorithm is ScalerAlgorithm.Linear or ScalerAlgorithm.LinearExact or ScalerAlgorithm.Cubic,
            Bound: 0.05,
            Share: 0.15),
        new(
            "nearest-exact of OpenCV 4.6",
            "OpenCV 4.6 subtracts a 65,536th of a sample from every offset of half a step, 4.13 for odd sizes alone: a centre on the border between two samples takes the other one.",
            static (peer, profile, _) => peer is OpenCvPythonPeer && profile.Algorithm == ScalerAlgorithm.NearestExact && peer.Version.StartsWith("4.6.", StringComparison.Ordinal),
            Bound: 255,
            Share: 0.1),
    ];

    public static KnownDifference? Of(IPeer peer, ScalerProfile profile, bool floats) =>
        Array.Find(All, known => known.Applies(peer, profile, floats));
}

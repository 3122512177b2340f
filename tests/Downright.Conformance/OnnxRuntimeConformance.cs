using Downright.Conformance.Peers;

namespace Downright.Conformance;

public sealed class OnnxRuntimeConformance(OnnxRuntimePeer peer, ConformanceReport report) : IClassFixture<OnnxRuntimePeer>
{
    public static TheoryData<string> Profiles =>
    [
        .. ScalerProfile.All.Where(profile => profile.Library == ScalerLibrary.Onnx).Select(profile => profile.Name),
        "onnx:cubic+a=-0.5",
        "onnx:cubic+a=-0.5+antialias",
    ];

    /// <summary>Cubic without antialias takes floats alone.</summary>
    public static TheoryData<string> ProfilesOfBytes =>
        [.. Profiles.Select(row => row.Data).Where(name => ScalerProfile.Parse(name) is not { Algorithm: ScalerAlgorithm.Cubic, Antialias: false })];

    [Theory]
    [MemberData(nameof(ProfilesOfBytes))]
    public void Bytes_are_the_library_s_own(string profile) => SideBySide.CompareBytes(peer, profile, report);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Floats_are_the_library_s_own(string profile) => SideBySide.CompareFloats(peer, profile, report);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_float_path_has_our_coefficients(string profile) => SideBySide.RecoverCoefficients(peer, profile);
}

using Downright.Conformance.Peers;

namespace Downright.Conformance;

public sealed class LibTorchConformance(LibTorchPeer peer, ConformanceReport report) : IClassFixture<LibTorchPeer>
{
    public static TheoryData<string> Profiles => SideBySide.ProfilesOf(ScalerLibrary.Torch);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Bytes_are_the_library_s_own(string profile) => SideBySide.CompareBytes(peer, profile, report);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Floats_are_the_library_s_own(string profile) => SideBySide.CompareFloats(peer, profile, report);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_float_path_has_our_coefficients(string profile) => SideBySide.RecoverCoefficients(peer, profile);
}

using Downright.Conformance.Peers;

namespace Downright.Conformance;

/// <summary>What holds of every library: our scaler of its name gives its bytes, its floats and its coefficients.</summary>
public abstract class PeerConformance<TPeer>(TPeer peer, ConformanceReport report) : IClassFixture<TPeer>
    where TPeer : class, IProfiledPeer
{
    public static TheoryData<string> Profiles => [.. TPeer.Profiles];

    public static TheoryData<string> ProfilesOfBytes => [.. TPeer.Profiles.Where(name => TPeer.TakesBytes(ScalerProfile.Parse(name)))];

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

public sealed class LibTorchConformance(LibTorchPeer peer, ConformanceReport report) : PeerConformance<LibTorchPeer>(peer, report);

public sealed class OnnxRuntimeConformance(OnnxRuntimePeer peer, ConformanceReport report) : PeerConformance<OnnxRuntimePeer>(peer, report);

[Collection("OpenCvSharp")]
public sealed class OpenCvIppConformance(OpenCvIppPeer peer, ConformanceReport report) : PeerConformance<OpenCvIppPeer>(peer, report);

[Collection("OpenCvSharp")]
public sealed class OpenCvOwnConformance(OpenCvOwnPeer peer, ConformanceReport report) : PeerConformance<OpenCvOwnPeer>(peer, report);

public sealed class OpenCvPythonConformance(OpenCvPythonPeer peer, ConformanceReport report) : PeerConformance<OpenCvPythonPeer>(peer, report);

public sealed class PillowConformance(PillowPeer peer, ConformanceReport report) : PeerConformance<PillowPeer>(peer, report);

public sealed class TensorFlowJsConformance(TensorFlowJsPeer peer, ConformanceReport report) : PeerConformance<TensorFlowJsPeer>(peer, report);

public sealed class TorchPythonConformance(TorchPythonPeer peer, ConformanceReport report) : PeerConformance<TorchPythonPeer>(peer, report);

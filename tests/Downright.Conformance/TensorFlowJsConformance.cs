using Downright.Conformance.Peers;

namespace Downright.Conformance;

public sealed class TensorFlowJsConformance(TensorFlowJsPeer peer, ConformanceReport report) : IClassFixture<TensorFlowJsPeer>
{
    public static TheoryData<string> Profiles => ["tensorflow:nearest", "tensorflow:linear", "tensorflow1:nearest", "tensorflow1:linear"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Bytes_are_the_library_s_own(string profile) => SideBySide.CompareBytes(peer, profile, report);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Floats_are_the_library_s_own(string profile) => SideBySide.CompareFloats(peer, profile, report);
}

using System.Runtime.InteropServices;

namespace Downright.Conformance.Peers;

/// <summary>OpenCV for Python, as the distribution builds it, without IPP where it has it.</summary>
public sealed class OpenCvPythonPeer() : PythonPeer("OpenCV for Python", "opencv_peer.py"), IProfiledPeer
{
    public static IEnumerable<string> Profiles => IProfiledPeer.Of(ScalerLibrary.OpenCv);

    public override string? Missing => RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? base.Missing
        : "OpenCV is compared on x86-64 alone: elsewhere it runs other code (a hardware layer, fused multiply-add), which the profiles do not describe.";

    public override IReadOnlyList<int> Channels(bool floats) => [1, 3, 4];
}

namespace Downright.Conformance.Peers;

/// <summary>OpenCV for Python, as the distribution builds it.</summary>
public sealed class OpenCvPythonPeer() : PythonPeer("OpenCV for Python", "opencv_peer.py")
{
    public override IReadOnlyList<int> Channels(bool floats) => [1, 3, 4];
}

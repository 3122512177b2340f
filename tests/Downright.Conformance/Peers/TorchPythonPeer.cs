namespace Downright.Conformance.Peers;

/// <summary>PyTorch, <c>torch.nn.functional.interpolate</c> on planes.</summary>
public sealed class TorchPythonPeer() : PythonPeer("PyTorch for Python", "torch_peer.py"), IProfiledPeer
{
    public static IEnumerable<string> Profiles => IProfiledPeer.Of(ScalerLibrary.Torch);

    /// <summary>Whether this version has kernels for images of bytes.</summary>
    public bool ScalesBytes => System.Version.TryParse(Version.Split('+', 'a')[0], out Version? version) && version >= new Version(2, 1);

    /// <summary>Whether this version computes the coordinates of singles in double precision.</summary>
    public bool HasDoubleCoordinates => System.Version.TryParse(Version.Split('+', 'a')[0], out Version? version) && version < new Version(2, 0);

    public override IReadOnlyList<int> Channels(bool floats) => [1, 3, 4];
}

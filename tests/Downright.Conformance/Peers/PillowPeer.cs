namespace Downright.Conformance.Peers;

/// <summary>Pillow. Its float images have one channel.</summary>
public sealed class PillowPeer() : PythonPeer("Pillow", "pillow_peer.py"), IProfiledPeer
{
    public static IEnumerable<string> Profiles => IProfiledPeer.Of(ScalerLibrary.Pillow);

    public override IReadOnlyList<int> Channels(bool floats) => floats ? [1] : [1, 3, 4];
}

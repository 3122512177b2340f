namespace Downright.Conformance.Peers;

/// <summary>
/// TensorFlow.js on its plain JavaScript backend, run by Node: the operations ResizeBilinear and ResizeNearestNeighbor of
/// both grids.
/// </summary>
public sealed class TensorFlowJsPeer() : PipePeer(
    "TensorFlow.js",
    ["node"],
    "tfjs_peer.cjs",
    "Node with @tensorflow/tfjs is not here: npm install @tensorflow/tfjs, and name its node_modules in NODE_PATH."), IProfiledPeer
{
    public static IEnumerable<string> Profiles => ["tensorflow:nearest", "tensorflow:linear", "tensorflow1:nearest", "tensorflow1:linear"];

    public override IReadOnlyList<int> Channels(bool floats) => [1, 3, 4];
}

namespace Downright.Onnx;

/// <summary>A model whose nodes were given antialias=1.</summary>
/// <param name="Bytes">The ONNX file.</param>
/// <param name="Changed">The nodes that were changed, as they were.</param>
/// <param name="Opset">The version of ONNX's operators that it imports now.</param>
public sealed record AntialiasedModel(byte[] Bytes, IReadOnlyList<OnnxResize> Changed, long Opset);

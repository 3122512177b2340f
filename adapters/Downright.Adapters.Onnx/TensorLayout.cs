namespace Downright.Adapters.Onnx;

/// <summary>The order of the dimensions of a tensor of images.</summary>
public enum TensorLayout
{
    /// <summary>Images × channels × height × width: one plane a channel, as most ONNX models take them.</summary>
    Nchw,

    /// <summary>Images × height × width × channels: interleaved pixels.</summary>
    Nhwc,
}

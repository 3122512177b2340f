namespace Downright;

/// <summary>The library whose scaling a <see cref="ScalerProfile"/> describes.</summary>
public enum ScalerLibrary
{
    /// <summary>This library's own area scaling, safe on every axis.</summary>
    Downright,

    /// <summary>OpenCV 4, <c>cv::resize</c>.</summary>
    OpenCv,

    /// <summary>Pillow, <c>Image.resize</c>.</summary>
    Pillow,

    /// <summary>TensorFlow 2, <c>tf.image.resize</c>: half-pixel centres.</summary>
    TensorFlow,

    /// <summary>TensorFlow 1, <c>tf.image.resize_images</c>: the legacy grid without half-pixel centres or aligned corners.</summary>
    TensorFlow1,

    /// <summary>PyTorch, <c>torch.nn.functional.interpolate</c> with <c>align_corners=False</c>.</summary>
    Torch,

    /// <summary>The ONNX operator <c>Resize</c>, as ONNX Runtime computes it.</summary>
    Onnx,
}

namespace Downright;

/// <summary>A scaling algorithm, by the name it has in <c>library:algorithm</c>.</summary>
public enum ScalerAlgorithm
{
    /// <summary>The sample under the grid point, by the library's own rule.</summary>
    Nearest,

    /// <summary>The sample nearest to the centre of the output pixel, without the library's historical offset.</summary>
    NearestExact,

    /// <summary>Pillow's box filter, which widens as the image shrinks.</summary>
    Box,

    /// <summary>Linear interpolation (bilinear in both axes).</summary>
    Linear,

    /// <summary>OpenCV's bit-exact linear interpolation.</summary>
    LinearExact,

    /// <summary>Pillow's Hamming-windowed sinc of support 1.</summary>
    Hamming,

    /// <summary>Cubic convolution by Keys (bicubic in both axes).</summary>
    Cubic,

    /// <summary>The mean of the source area under each output pixel.</summary>
    Area,

    /// <summary>Pillow's Lanczos-windowed sinc of support 3.</summary>
    Lanczos,

    /// <summary>TensorFlow's Lanczos-windowed sinc of support 3.</summary>
    Lanczos3,

    /// <summary>OpenCV's Lanczos-windowed sinc of support 4.</summary>
    Lanczos4,
}

namespace Downright.Detection;

/// <summary>How the outputs of an axis lie on its samples, β samples apart.</summary>
internal enum LatticeKind
{
    /// <summary>One sample, ⌊iβ⌋: nearest of OpenCV and TensorFlow.</summary>
    Floor,

    /// <summary>One sample, ⌊(i + ½)β⌋: nearest of Pillow.</summary>
    Centre,

    /// <summary>The two samples beside (i + ½)β − ½: linear and wider kernels of OpenCV.</summary>
    HalfPixel,

    /// <summary>The two samples beside iβ: linear and wider kernels of TensorFlow 1.</summary>
    Corner,
}

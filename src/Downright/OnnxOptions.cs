namespace Downright;

/// <summary>How ONNX <c>Resize</c> maps an output coordinate to the source (<c>coordinate_transformation_mode</c>).</summary>
public enum OnnxCoordinates
{
    /// <summary>Centres of pixels are at halves; the operator's default.</summary>
    HalfPixel,

    /// <summary>x · β: the legacy grid.</summary>
    Asymmetric,

    /// <summary>The centres of the corner pixels coincide.</summary>
    AlignCorners,

    /// <summary>As <see cref="HalfPixel"/>, but 0 where the output has one pixel.</summary>
    PytorchHalfPixel,
}

/// <summary>How ONNX <c>Resize</c> rounds a coordinate to the nearest sample (<c>nearest_mode</c>).</summary>
public enum OnnxRounding
{
    /// <summary>To the nearest, halves down; the operator's default.</summary>
    RoundPreferFloor,

    /// <summary>To the nearest, halves up.</summary>
    RoundPreferCeil,

    /// <summary>Down.</summary>
    Floor,

    /// <summary>Up.</summary>
    Ceil,
}

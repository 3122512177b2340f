namespace Downright.Detection;

/// <summary>A target size that an image may have been attacked for.</summary>
/// <param name="Size">The size.</param>
/// <param name="Kind">How its outputs lie on the samples.</param>
/// <param name="Fit">How well the image fits it somewhere, in standard deviations of chance.</param>
internal readonly record struct LatticeMatch(ImageSize Size, LatticeKind Kind, float Fit);

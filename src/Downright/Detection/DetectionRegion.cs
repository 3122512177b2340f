namespace Downright.Detection;

/// <summary>A part of an image that was changed.</summary>
/// <param name="X">The left column, in pixels of the image.</param>
/// <param name="Y">The top row.</param>
/// <param name="Size">Width × height.</param>
public sealed record DetectionRegion(int X, int Y, ImageSize Size);

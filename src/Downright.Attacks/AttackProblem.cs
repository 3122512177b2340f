using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>Checks, once at the public edge, that operator, source image and target image make a problem together.</summary>
internal static class AttackProblem
{
    public static void ThrowIfImagesDoNotFit(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Size != op.SourceSize)
            throw new ArgumentException($"The operator {op} scales images of {op.SourceSize}, not of {source.Size}.", nameof(source));
        if (target.Size != op.TargetSize)
            throw new ArgumentException($"The operator {op} makes images of {op.TargetSize}; the target image is {target.Size}.", nameof(target));
        if (source.Format.HasAlpha())
            throw new ArgumentException($"The source image has alpha ({source.Format}): flatten it first.", nameof(source));
        if (source.Format != target.Format)
            throw new ArgumentException($"Source and target image have one pixel format, not {source.Format} and {target.Format}.", nameof(target));
    }

    /// <summary>A mask says of every source pixel whether it may be changed.</summary>
    public static void ThrowIfMaskDoesNotFit(PixelImage<byte> mask, PixelImage<byte> source)
    {
        if (mask.Format != PixelFormat.Gray || mask.Size != source.Size)
            throw new ArgumentException($"The mask has one channel and the source image's size, {source.Size}; it is {mask}.", nameof(mask));
    }
}

namespace Downright.Kernels;

/// <summary>
/// Gathers the pixels at a few distances from some anchors: one row of the anchors' own pixels, one of those right of them,
/// and so on.
/// </summary>
internal abstract class PixelGather
{
    /// <summary>At most so many distances at once.</summary>
    public const int Most = 4;

    /// <summary>The bytes that a row of gathered pixels takes: whole vectors are written.</summary>
    public abstract int Length { get; }

    /// <summary>The bytes that are read: whole vectors.</summary>
    public abstract int SourceLength { get; }

    /// <summary>Takes the fastest way.</summary>
    /// <param name="anchors">The first byte of each anchor's pixel, ascending from 0.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="widest">The widest vector to use.</param>
    public static PixelGather Of(ReadOnlySpan<int> anchors, int channels, VectorWidth widest)
    {
        if (widest == VectorWidth.Bits512 && GatherByPermutation.Of(anchors, channels) is { } permutation) return permutation;
        bool transposes = channels > 1 && (widest > VectorWidth.Bits128 || (widest == VectorWidth.Bits128 && Quads128.IsSupported));
        return transposes ? new GatherByTransposition(anchors, channels, widest) : new GatherByCopy(anchors, channels);
    }

    /// <summary>Gathers.</summary>
    /// <param name="source">What the anchors count from.</param>
    /// <param name="target">The rows; a few more may be written than are wanted, up to <see cref="Most"/>.</param>
    /// <param name="step">Bytes from a row to the next.</param>
    /// <param name="distances">How many, from 0 on.</param>
    public abstract void Run(ref byte source, ref byte target, int step, int distances);
}

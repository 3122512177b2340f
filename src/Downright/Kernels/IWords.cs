using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>A vector of unsigned 16-bit words, of any width: what the loops of area scaling are written in.</summary>
internal interface IWords<TSelf>
    where TSelf : struct, IWords<TSelf>
{
    /// <summary>The number of words.</summary>
    static abstract int Count { get; }

    /// <summary>As many bytes, widened.</summary>
    static abstract TSelf LoadBytes(ref byte source);

    /// <summary>The same word everywhere.</summary>
    static abstract TSelf Broadcast(int word);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator <<(TSelf a, int bits);

    /// <summary>(a · b + 2^14) >> 15 of words below 2^15.</summary>
    static abstract TSelf MultiplyHigh(TSelf a, TSelf b);

    void Store(ref ushort target);

    /// <summary>The number of pixels that <see cref="WeighPixels"/> takes at once.</summary>
    static abstract int Pixels(int channels);

    /// <summary>
    /// The order in which <see cref="WeighPixels"/> wants weights: for each the pixel that it belongs to, or −1 where it is
    /// not used.
    /// </summary>
    static abstract ReadOnlySpan<int> PixelOrder(int channels);

    /// <summary>
    /// Weighs the pixels of vector after vector, and adds them up by channel. It reads whole vectors, and so up to one
    /// vector of words beyond the pixels.
    /// </summary>
    /// <param name="words">The first pixel.</param>
    /// <param name="weights">The weights of all vectors, in <see cref="PixelOrder"/>, each below 2^15.</param>
    /// <param name="vectors">The number of vectors.</param>
    /// <param name="channels">1, 3 or 4.</param>
    static abstract Vector128<int> WeighPixels(ref ushort words, ref short weights, int vectors, int channels);

    /// <summary>The number of sums that <see cref="Divide"/> takes at once.</summary>
    static abstract int Sums { get; }

    /// <summary>(sum · reciprocal + 2^(shift − 1)) >> shift, of as many sums.</summary>
    static abstract void Divide(ref int sums, ref byte output, uint reciprocal, int shift);
}

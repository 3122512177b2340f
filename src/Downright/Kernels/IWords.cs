namespace Downright.Kernels;

/// <summary>A vector of unsigned 16-bit words, of any width: what the loops of area scaling are written in.</summary>
internal interface IWords<TSelf>
    where TSelf : struct, IWords<TSelf>
{
    /// <summary>The number of words.</summary>
    static abstract int Count { get; }

    /// <summary>As many bytes, widened.</summary>
    static abstract TSelf LoadBytes(ref byte source);

    /// <summary>Twice as many bytes: each word is two of them, the first one low.</summary>
    static abstract TSelf LoadPairs(ref byte source);

    /// <summary>The same word everywhere.</summary>
    static abstract TSelf Broadcast(int word);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator <<(TSelf a, int bits);

    static abstract TSelf operator >>>(TSelf a, int bits);

    /// <summary>(a · b + 2^14) >> 15 of words below 2^15.</summary>
    static abstract TSelf MultiplyHigh(TSelf a, TSelf b);

    void Store(ref ushort target);

    /// <summary>Stores the words of two vectors in turns.</summary>
    static abstract void StoreInTurns(TSelf even, TSelf odd, ref ushort target);

    /// <summary>The number of outputs that <see cref="Weigh"/> takes at once.</summary>
    static abstract int Outputs(int channels);

    /// <summary>The order of a step's weights for one output: for each the pixel of the step that it belongs to, or −1 where it is not used.</summary>
    static abstract ReadOnlySpan<int> PixelOrder(int channels);

    /// <summary>
    /// Weighs the pixels of some outputs, step by step, and adds them up by channel. It reads whole vectors, and so up to
    /// one vector of words beyond the pixels, and writes whole vectors of sums.
    /// </summary>
    /// <param name="words">What the outputs' starts count from.</param>
    /// <param name="starts">The first word of each output.</param>
    /// <param name="weights">The weights of all steps, each with those of one output after the other's, below 2^15.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="sums">The sums.</param>
    static abstract void Weigh(ref ushort words, ref int starts, ref short weights, int steps, int channels, ref int sums);

    /// <summary>The number of sums that <see cref="Divide"/> takes at once.</summary>
    static abstract int Sums { get; }

    /// <summary>(sum · reciprocal + 2^(shift − 1)) >> shift, of as many sums.</summary>
    static abstract void Divide(ref int sums, ref byte output, uint reciprocal, int shift);
}

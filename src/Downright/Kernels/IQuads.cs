namespace Downright.Kernels;

/// <summary>Four pixels in each 128 bits of a vector: what 4 × 4 pixels are transposed in.</summary>
internal interface IQuads<TSelf>
    where TSelf : struct, IQuads<TSelf>
{
    /// <summary>The number of pixels.</summary>
    static abstract int Count { get; }

    /// <summary>Four neighbouring pixels for each 128 bits, those of every fourth anchor; 16 bytes are read at each.</summary>
    static abstract TSelf Load(ref byte source, ReadOnlySpan<int> anchors, int channels);

    /// <summary>The lower pixels of a and b in turns, for each 128 bits.</summary>
    static abstract TSelf Low32(TSelf a, TSelf b);

    /// <summary>The higher pixels of a and b in turns, for each 128 bits.</summary>
    static abstract TSelf High32(TSelf a, TSelf b);

    /// <summary>The lower two pixels of a, then those of b, for each 128 bits.</summary>
    static abstract TSelf Low64(TSelf a, TSelf b);

    /// <summary>The higher two pixels of a, then those of b, for each 128 bits.</summary>
    static abstract TSelf High64(TSelf a, TSelf b);

    /// <summary>Stores all pixels side by side, and with them as many bytes as a vector has.</summary>
    void Store(ref byte target, int channels);
}

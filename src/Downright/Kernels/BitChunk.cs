namespace Downright.Kernels;

/// <summary>A part of a row of bits that is worked on at once.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Bytes">The number of bytes: those of <see cref="Bits64"/> to <see cref="Bits1024"/>.</param>
internal readonly record struct BitChunk(int Start, int Bytes)
{
    /// <summary>Covers some bytes, and as few more as the widths allow: the widest chunks first, then the narrowest one that takes the rest.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="widest">The widest vector to use. With AVX-512 two of them are worked on at once.</param>
    public static BitChunk[] Cover(int bytes, VectorWidth widest)
    {
        int[] sizes = widest switch
        {
            VectorWidth.Bits512 => [8, 16, 32, 64, 96, 128],
            VectorWidth.Bits256 => [8, 16, 32],
            VectorWidth.Bits128 => [8, 16],
            _ => [8],
        };
        List<BitChunk> chunks = [];
        for (int start = 0; start < bytes; start += chunks[^1].Bytes)
        {
            int fitting = Array.FindIndex(sizes, size => size >= bytes - start);
            chunks.Add(new BitChunk(start, fitting < 0 ? sizes[^1] : sizes[fitting]));
        }

        return [.. chunks];
    }
}

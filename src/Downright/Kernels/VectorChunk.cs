namespace Downright.Kernels;

/// <summary>A part of a row of bytes that one vector takes.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Width">The vector.</param>
internal readonly record struct VectorChunk(int Start, VectorWidth Width)
{
    /// <summary>
    /// Covers some bytes with as little work as the widths allow: the widest vectors first, then the narrowest one that
    /// takes the rest, which may overlap what came before.
    /// </summary>
    /// <param name="bytes">A multiple of 8.</param>
    /// <param name="widest">The widest vector to use.</param>
    public static VectorChunk[] Cover(int bytes, VectorWidth widest)
    {
        VectorWidth[] widths = [.. VectorLadder.Supported.Where(width => width <= widest)];
        List<VectorChunk> chunks = [];
        int start = 0;
        while (start < bytes)
        {
            int rest = bytes - start;
            VectorWidth width = widths.LastOrDefault(w => Bytes(w) >= rest && Bytes(w) <= bytes, widths.First(w => Bytes(w) <= rest));
            int at = Math.Min(start, bytes - Bytes(width));
            chunks.Add(new VectorChunk(at, width));
            start = at + Bytes(width);
        }

        return [.. chunks];
    }

    private static int Bytes(VectorWidth width) => width == VectorWidth.Scalar ? sizeof(ulong) : (int)width / 8;
}

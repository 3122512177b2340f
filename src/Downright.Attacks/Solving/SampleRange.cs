namespace Downright.Attacks.Solving;

/// <summary>The bytes that each sample of an attack image may take, source sample included, in the order of the source's samples.</summary>
/// <param name="Least">The least byte of each sample.</param>
/// <param name="Most">The largest byte of each sample.</param>
internal sealed record SampleRange(byte[] Least, byte[] Most)
{
    /// <summary>Everything may change where the mask is not 0, nothing where it is.</summary>
    /// <param name="source">The source image.</param>
    /// <param name="mask">One channel, of the source image's size.</param>
    public static SampleRange Of(PixelImage<byte> source, PixelImage<byte> mask)
    {
        byte[] least = source.ToArray(), most = source.ToArray();
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<byte> row = mask.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] == 0) continue;
                int at = ((y * source.Width) + x) * source.Channels;
                least.AsSpan(at, source.Channels).Clear();
                most.AsSpan(at, source.Channels).Fill(255);
            }
        }

        return new SampleRange(least, most);
    }
}

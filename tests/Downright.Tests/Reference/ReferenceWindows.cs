using Downright.Kernels;

namespace Downright.Tests.Reference;

/// <summary>The windows of a geometry by the words of their definition: every candidate listed, every list sorted.</summary>
internal static class ReferenceWindows
{
    /// <summary>Whether each replaced pixel has a candidate.</summary>
    public static bool HaveCandidates(WindowGeometry geometry) =>
        Replaced(geometry).All(pixel => Candidates(geometry, pixel.X, pixel.Y).Count > 0);

    /// <summary>The image with the lower median of each window, by channel.</summary>
    public static byte[] Medians(WindowGeometry geometry, PixelImage<byte> image) => Replace(geometry, image, (_, pixels) =>
        [.. Enumerable.Range(0, image.Channels).Select(channel => pixels.Select(pixel => pixel[channel]).Order().ElementAt((pixels.Count - 1) / 2))]);

    /// <summary>The image with the drawn candidate of each window.</summary>
    public static byte[] Draws(WindowGeometry geometry, PixelImage<byte> image, ulong key) => Replace(geometry, image, (index, pixels) =>
        pixels[ReferencePhilox.Draw(key, index, pixels.Count)]);

    /// <summary>Some pixels of a window, replaced ones or not, and always its first.</summary>
    public static int[] SomePixels(WindowGeometry geometry, int x, int y, int seed)
    {
        var random = new Random(seed + (1000 * y) + x);
        List<int> pixels = [];
        for (int row = Math.Max(0, y - geometry.HalfHeight); row <= Math.Min(geometry.Size.Height - 1, y + geometry.HalfHeight); row++)
            for (int column = Math.Max(0, x - geometry.HalfWidth); column <= Math.Min(geometry.Size.Width - 1, x + geometry.HalfWidth); column++)
                if (pixels.Count == 0 || random.Next(3) > 0) pixels.Add((row * geometry.Size.Width) + column);
        return [.. pixels];
    }

    private static byte[] Replace(WindowGeometry geometry, PixelImage<byte> image, Func<long, List<byte[]>, byte[]> choose)
    {
        byte[] result = image.ToArray();
        foreach (var (x, y) in Replaced(geometry))
        {
            List<byte[]> pixels = [.. Candidates(geometry, x, y).Select(q => image.Row(q.Y).Slice(q.X * image.Channels, image.Channels).ToArray())];
            long index = ((long)y * image.Width) + x;
            choose(index, pixels).CopyTo(result, index * image.Channels);
        }

        return result;
    }

    private static IEnumerable<(int X, int Y)> Replaced(WindowGeometry geometry) =>
        from y in Enumerable.Range(0, geometry.Size.Height)
        from x in Enumerable.Range(0, geometry.Size.Width)
        where geometry.Rows[y] && geometry.Columns[x]
        select (x, y);

    private static List<(int X, int Y)> Candidates(WindowGeometry geometry, int x, int y)
    {
        List<(int X, int Y)> candidates = [];
        for (int row = Math.Max(0, y - geometry.HalfHeight); row <= Math.Min(geometry.Size.Height - 1, y + geometry.HalfHeight); row++)
            for (int column = Math.Max(0, x - geometry.HalfWidth); column <= Math.Min(geometry.Size.Width - 1, x + geometry.HalfWidth); column++)
                if (!geometry.Rows[row] || !geometry.Columns[column]) candidates.Add((column, row));
        return candidates;
    }
}

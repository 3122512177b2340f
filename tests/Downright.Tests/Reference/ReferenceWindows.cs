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

    /// <summary>The image with the lower median of each window, by channel, where a window with more pixels replaced than not takes its lightest.</summary>
    public static byte[] Medians(WindowGeometry geometry, WindowWeights weights, PixelImage<byte> image)
    {
        byte[] result = image.ToArray();
        foreach (var (x, y) in Replaced(geometry))
        {
            List<(int X, int Y)> window = Window(geometry, x, y), candidates = Candidates(geometry, x, y);
            if (2 * candidates.Count < window.Count)
            {
                double median = window.Select(Weight).Order().ElementAt((window.Count - 1) / 2);
                candidates = [.. window.Where(q => q != (x, y) && Weight(q) <= median)];
            }

            for (int channel = 0; channel < image.Channels; channel++)
            {
                result[(((y * image.Width) + x) * image.Channels) + channel] =
                    candidates.Select(q => image.Row(q.Y)[(q.X * image.Channels) + channel]).Order().ElementAt((candidates.Count - 1) / 2);
            }
        }

        return result;

        double Weight((int X, int Y) pixel) => weights.Rows[pixel.Y] * weights.Columns[pixel.X];
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

    private static List<(int X, int Y)> Candidates(WindowGeometry geometry, int x, int y) =>
        [.. Window(geometry, x, y).Where(pixel => !geometry.Rows[pixel.Y] || !geometry.Columns[pixel.X])];

    private static List<(int X, int Y)> Window(WindowGeometry geometry, int x, int y)
    {
        List<(int X, int Y)> pixels = [];
        for (int row = Math.Max(0, y - geometry.HalfHeight); row <= Math.Min(geometry.Size.Height - 1, y + geometry.HalfHeight); row++)
            for (int column = Math.Max(0, x - geometry.HalfWidth); column <= Math.Min(geometry.Size.Width - 1, x + geometry.HalfWidth); column++)
                pixels.Add((column, row));
        return pixels;
    }
}

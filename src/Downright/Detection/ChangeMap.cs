namespace Downright.Detection;

/// <summary>Where an image was changed, from the deviations of blocks of outputs.</summary>
/// <param name="blocks">The blocks.</param>
/// <param name="source">The image's size.</param>
/// <param name="target">The target size.</param>
internal sealed class ChangeMap(ResidualBlocks blocks, ImageSize source, ImageSize target)
{
    /// <summary>The deviation from which on a block belongs to a region; in a heatmap it is half bright.</summary>
    private const float Changed = 1;

    /// <summary>Fewer blocks are no region but an edge.</summary>
    private const int FewestBlocks = 4;

    /// <summary>The rectangles around changed blocks that touch, the largest first; one that lies within another is left out.</summary>
    public IReadOnlyList<DetectionRegion> Regions()
    {
        var seen = new bool[blocks.Columns * blocks.Rows];
        List<(int Blocks, DetectionRegion Region)> regions = [];
        for (int start = 0; start < seen.Length; start++)
        {
            if (seen[start] || blocks.Deviations[start] < Changed) continue;
            var (left, top, right, bottom, count) = Flood(start, seen);
            if (count >= FewestBlocks) regions.Add((count, Rectangle(left, top, right + 1, bottom + 1)));
        }

        List<DetectionRegion> outer = [];
        foreach (var (_, region) in regions.OrderByDescending(region => region.Blocks))
            if (!outer.Exists(other => Contains(other, region))) outer.Add(region);
        return outer;
    }

    private static bool Contains(DetectionRegion outer, DetectionRegion inner) =>
        inner.X >= outer.X && inner.Y >= outer.Y
        && inner.X + inner.Size.Width <= outer.X + outer.Size.Width && inner.Y + inner.Size.Height <= outer.Y + outer.Size.Height;

    /// <summary>A grey image of the image's size, brighter where it deviates more.</summary>
    public PixelImage<byte> Heatmap()
    {
        var samples = new byte[source.Samples(1)];
        for (int y = 0; y < source.Height; y++)
        {
            int row = Math.Min((int)((long)y * target.Height / source.Height / ResidualBlocks.Side), blocks.Rows - 1);
            for (int x = 0; x < source.Width; x++)
            {
                int column = Math.Min((int)((long)x * target.Width / source.Width / ResidualBlocks.Side), blocks.Columns - 1);
                samples[(y * source.Width) + x] = (byte)Math.Min(255, 128 * blocks.Deviations[(row * blocks.Columns) + column] / Changed);
            }
        }

        return new PixelImage<byte>(samples, source, PixelFormat.Gray);
    }

    private (int Left, int Top, int Right, int Bottom, int Count) Flood(int start, bool[] seen)
    {
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0, count = 0;
        var open = new Stack<int>([start]);
        seen[start] = true;
        while (open.TryPop(out int at))
        {
            int x = at % blocks.Columns, y = at / blocks.Columns;
            (left, top, right, bottom, count) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y), count + 1);
            for (int ny = Math.Max(y - 1, 0); ny <= Math.Min(y + 1, blocks.Rows - 1); ny++)
            {
                for (int nx = Math.Max(x - 1, 0); nx <= Math.Min(x + 1, blocks.Columns - 1); nx++)
                {
                    int next = (ny * blocks.Columns) + nx;
                    if (seen[next] || blocks.Deviations[next] < Changed) continue;
                    seen[next] = true;
                    open.Push(next);
                }
            }
        }

        return (left, top, right, bottom, count);
    }

    /// <summary>Blocks as pixels of the image; the last block of an axis reaches to the image's end.</summary>
    private DetectionRegion Rectangle(int left, int top, int right, int bottom)
    {
        int x = Pixel(left, source.Width, target.Width), y = Pixel(top, source.Height, target.Height);
        int endX = right == blocks.Columns ? source.Width : Pixel(right, source.Width, target.Width);
        int endY = bottom == blocks.Rows ? source.Height : Pixel(bottom, source.Height, target.Height);
        return new DetectionRegion(x, y, new ImageSize(endX - x, endY - y));
    }

    private static int Pixel(int block, int source, int target) => (int)((long)block * ResidualBlocks.Side * source / target);
}

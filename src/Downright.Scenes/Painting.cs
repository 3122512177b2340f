namespace Downright.Scenes;

/// <summary>A picture while it is painted: the amount of light of every pixel, without bounds and without rounding.</summary>
/// <param name="size">Width × height in pixels.</param>
internal sealed class Painting(ImageSize size)
{
    private readonly Color[] _pixels = new Color[checked(size.Width * size.Height)];

    public ImageSize Size { get; } = size;

    public int Width => Size.Width;

    public int Height => Size.Height;

    public ref Color this[int x, int y] => ref _pixels[(y * Width) + x];

    /// <summary>Lays paint over a pixel, if it is inside.</summary>
    public void Blend(int x, int y, Color color, float coverage)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height || coverage <= 0) return;
        ref Color pixel = ref this[x, y];
        pixel = Color.Mix(pixel, color, coverage);
    }

    /// <summary>Draws a straight stroke that changes its width on the way.</summary>
    public void Stroke(float x0, float y0, float x1, float y1, float width0, float width1, Color color, float opacity = 1)
    {
        float reach = (Math.Max(width0, width1) / 2) + 1;
        var (left, right) = Inside(Math.Min(x0, x1) - reach, Math.Max(x0, x1) + reach, Width);
        var (top, bottom) = Inside(Math.Min(y0, y1) - reach, Math.Max(y0, y1) + reach, Height);
        float dx = x1 - x0, dy = y1 - y0, squared = Math.Max((dx * dx) + (dy * dy), 1e-6f);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                float px = x + 0.5f - x0, py = y + 0.5f - y0;
                float along = Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1);
                float rx = px - (along * dx), ry = py - (along * dy);
                float radius = Curves.Between(width0, width1, along) / 2;
                float coverage = Math.Min(radius + 0.5f - MathF.Sqrt((rx * rx) + (ry * ry)), 2 * radius);
                Blend(x, y, color, Math.Min(coverage, 1) * opacity);
            }
        }
    }

    /// <summary>Draws an ellipse whose long axis points along (<paramref name="ux"/>, <paramref name="uy"/>), a vector of length 1.</summary>
    public void Ellipse(float cx, float cy, float length, float breadth, float ux, float uy, Color color, float opacity = 1)
    {
        float reach = Math.Max(length, breadth) + 1;
        var (left, right) = Inside(cx - reach, cx + reach, Width);
        var (top, bottom) = Inside(cy - reach, cy + reach, Height);
        float thin = Math.Min(1, Math.Min(length, breadth) * 2);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                float px = x + 0.5f - cx, py = y + 0.5f - cy;
                float along = ((px * ux) + (py * uy)) / length, across = ((py * ux) - (px * uy)) / breadth;
                float distance = (MathF.Sqrt((along * along) + (across * across)) - 1) * Math.Min(length, breadth);
                Blend(x, y, color, Math.Clamp(0.5f - distance, 0, 1) * thin * opacity);
            }
        }
    }

    /// <summary>Fills every pixel, in parallel, with the mean of its four quarters' middles.</summary>
    /// <param name="light">The light at a point, in pixels from the top left corner.</param>
    public void Trace(Func<float, float, Color> light) => Parallel.For(0, Height, y =>
    {
        for (int x = 0; x < Width; x++)
        {
            this[x, y] = (light(x + 0.25f, y + 0.25f) + light(x + 0.75f, y + 0.25f)
                + light(x + 0.25f, y + 0.75f) + light(x + 0.75f, y + 0.75f)) * 0.25f;
        }
    });

    private static (int From, int To) Inside(float from, float to, int length) =>
        ((int)Math.Clamp(from, 0, length), (int)Math.Clamp(to + 1, 0, length));
}

namespace Downright.Scenes;

/// <summary>
/// Draws text with a small sans serif of the project's own: ASCII and × · – … →, smooth at any size. Other characters
/// show as an empty box.
/// </summary>
public static class Lettering
{
    /// <summary>The usual width of a stroke, as a share of the height of a capital.</summary>
    public const float RegularWeight = 0.12f;

    /// <summary>The width of a stroke for bold text, as a share of the height of a capital.</summary>
    public const float BoldWeight = 0.19f;

    /// <summary>The room to leave for a line of text, as a multiple of the height of a capital; descenders fit in.</summary>
    public const float LineHeight = 1.6f;

    /// <summary>The width of a line of text, from the middle of its first stroke to the middle of its last.</summary>
    /// <param name="text">One line.</param>
    /// <param name="height">The height of a capital in pixels.</param>
    /// <returns>The width in pixels; 0 for no text.</returns>
    public static float Measure(string text, float height)
    {
        ArgumentNullException.ThrowIfNull(text);
        float units = 0;
        foreach (char character in text) units += Glyphs.WidthOf(character) + Glyphs.Spacing;
        return text.Length == 0 ? 0 : (units - Glyphs.Spacing) * height / Glyphs.CapHeight;
    }

    /// <summary>Draws a line of text.</summary>
    /// <param name="canvas">What to draw on; what leaves it is left off.</param>
    /// <param name="text">One line.</param>
    /// <param name="x">The left edge in pixels.</param>
    /// <param name="y">The top of a capital in pixels; descenders reach 1.31 × height below it.</param>
    /// <param name="height">The height of a capital in pixels.</param>
    /// <param name="color">The colour.</param>
    /// <param name="weight">The width of a stroke, as a share of the height.</param>
    /// <exception cref="ArgumentOutOfRangeException">Height or weight is not above 0.</exception>
    public static void Draw(Canvas canvas, string text, float x, float y, float height, Color color, float weight = RegularWeight)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);

        float scale = height / Glyphs.CapHeight;
        foreach (char character in text)
        {
            DrawGlyph(canvas, character, x, y, scale, height * weight / 2, color);
            x += (Glyphs.WidthOf(character) + Glyphs.Spacing) * scale;
        }
    }

    /// <summary>Covers each pixel by its distance to the nearest stroke, so that strokes that meet are not counted twice.</summary>
    private static void DrawGlyph(Canvas canvas, char character, float x, float y, float scale, float radius, Color color)
    {
        List<Segment> segments = [];
        foreach (var stroke in Glyphs.Of(character))
        {
            for (int i = 1; i < stroke.Count; i++)
                segments.Add(new Segment(x + (stroke[i - 1].X * scale), y + (stroke[i - 1].Y * scale), x + (stroke[i].X * scale), y + (stroke[i].Y * scale)));
        }

        if (segments.Count == 0) return;
        float reach = radius + 1;
        int left = Inside(segments.Min(s => Math.Min(s.X0, s.X1)) - reach, canvas.Size.Width);
        int right = Inside(segments.Max(s => Math.Max(s.X0, s.X1)) + reach + 1, canvas.Size.Width);
        int top = Inside(segments.Min(s => Math.Min(s.Y0, s.Y1)) - reach, canvas.Size.Height);
        int bottom = Inside(segments.Max(s => Math.Max(s.Y0, s.Y1)) + reach + 1, canvas.Size.Height);
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                float nearest = float.PositiveInfinity;
                foreach (Segment segment in segments) nearest = Math.Min(nearest, segment.SquaredDistance(column + 0.5f, row + 0.5f));
                float coverage = Math.Min(radius - MathF.Sqrt(nearest) + 0.5f, 2 * radius);
                if (coverage > 0) canvas.Blend(column, row, color, Math.Min(coverage, 1));
            }
        }
    }

    private static int Inside(float edge, int length) => (int)Math.Clamp(edge, 0, length);

    private readonly record struct Segment(float X0, float Y0, float X1, float Y1)
    {
        public float SquaredDistance(float x, float y)
        {
            float dx = X1 - X0, dy = Y1 - Y0, px = x - X0, py = y - Y0;
            float length = (dx * dx) + (dy * dy);
            float along = length == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1);
            float rx = px - (along * dx), ry = py - (along * dy);
            return (rx * rx) + (ry * ry);
        }
    }
}

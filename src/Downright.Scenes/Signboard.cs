namespace Downright.Scenes;

/// <summary>A line of text as a texture that can be looked at from any side.</summary>
internal sealed class Signboard
{
    private const int CapHeight = 48, Margin = 24;
    private readonly PixelImage<byte> _ink;

    public Signboard(string text)
    {
        int width = (int)Lettering.Measure(text, CapHeight) + (2 * Margin);
        var canvas = new Canvas(new ImageSize(width, CapHeight + (2 * Margin)), Color.Black);
        Lettering.Draw(canvas, text, Margin, Margin, CapHeight, Color.White, Lettering.BoldWeight);
        _ink = canvas.ToImage();
    }

    /// <summary>Width over height, margins included.</summary>
    public float Aspect => (float)_ink.Width / _ink.Height;

    /// <summary>How much ink there is at a place, from 0 to 1.</summary>
    /// <param name="u">From 0 at the left edge to 1.</param>
    /// <param name="v">From 0 at the upper edge to 1.</param>
    public float Ink(float u, float v)
    {
        if (u is < 0 or >= 1 || v is < 0 or >= 1) return 0;
        float x = Math.Clamp((u * _ink.Width) - 0.5f, 0, _ink.Width - 1.001f), y = Math.Clamp((v * _ink.Height) - 0.5f, 0, _ink.Height - 1.001f);
        int column = (int)x, row = (int)y;
        ReadOnlySpan<byte> upper = _ink.Row(row), lower = _ink.Row(Math.Min(row + 1, _ink.Height - 1));
        int left = column * 3, right = Math.Min(column + 1, _ink.Width - 1) * 3;
        float top = Curves.Between(upper[left], upper[right], x - column), bottom = Curves.Between(lower[left], lower[right], x - column);
        return Curves.Between(top, bottom, y - row) / 255;
    }
}

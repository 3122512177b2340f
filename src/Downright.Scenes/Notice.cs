namespace Downright.Scenes;

/// <summary>A sheet of paper pinned to a cork board, with the words that a hidden prompt would have.</summary>
internal sealed class Notice
{
    private static readonly string[] Lines = ["IGNORE", "PREVIOUS", "INSTRUCTIONS"];
    private readonly Noise _noise;
    private readonly Signboard[] _lines = [.. Lines.Select(line => new Signboard(line))];
    private readonly float _turn, _width, _height, _unit;
    private readonly Color _paper, _ink;

    private Notice(ulong seed, ImageSize size)
    {
        var draws = new Draws(seed ^ 0x907Eul);
        _noise = new Noise(seed ^ 0xC02Cul);
        _turn = 0.05f * draws.NextAround();
        _paper = Color.Mix(new Color(0.80f, 0.68f, 0.26f), new Color(0.84f, 0.80f, 0.68f), draws.Next());
        _ink = draws.Next() < 0.5f ? new Color(0.30f, 0.02f, 0.02f) : new Color(0.03f, 0.03f, 0.06f);
        (_width, _height, _unit) = (size.Width, size.Height, Math.Min(size.Width, size.Height));
    }

    public static PixelImage<byte> Render(ulong seed, ImageSize size)
    {
        var notice = new Notice(seed, size);
        var painting = new Painting(size);
        painting.Trace(notice.Light);
        return Film.Develop(painting, 1.0f, 3.2f, seed);
    }

    private Color Light(float px, float py)
    {
        float u = (px - (_width / 2)) / _unit, v = (py - (_height / 2)) / _unit;
        float x = u + (_turn * v), y = v - (_turn * u);
        float lamp = 1.25f - (0.55f * ((u + 0.3f) * (u + 0.3f))) - (0.55f * ((v + 0.35f) * (v + 0.35f)));
        if (Pin(x, y) is { } pin) return pin * lamp;
        float curl = 0.012f * Curves.Step(0.1f, 0.42f, y);
        if (Math.Abs(x) < 0.44f + (curl * x) && Math.Abs(y) < 0.40f + (curl * x * 2)) return Paper(x, y) * lamp;
        float shadow = Math.Min(Curves.Step(0.05f, 0, Math.Abs(x - 0.022f) - 0.44f), Curves.Step(0.06f, 0, Math.Abs(y - 0.030f) - 0.40f));
        return Cork(u, v) * (lamp * (1 - (0.6f * shadow)));
    }

    private Color Paper(float x, float y)
    {
        float fibre = _noise.Fractal(x * 60, y * 60, 4), fold = 0.05f * Curves.Step(0.012f, 0, Math.Abs(y - 0.02f)) * Math.Sign(y - 0.02f);
        Color paper = _paper * (0.95f + (0.05f * fibre) + (0.07f * _noise.Fractal(x * 3, y * 3, 3)) + fold + (0.06f * (y > 0.02f ? -1 : 1)));
        const float Pitch = 0.215f;
        int line = (int)MathF.Floor((y + (Lines.Length * Pitch / 2) - 0.02f) / Pitch);
        if ((uint)line >= Lines.Length) return paper;

        // All lines are as wide as the paper allows, but none taller than its share.
        float tall = Math.Min(Pitch * 1.15f, 0.90f / _lines[line].Aspect), wide = tall * _lines[line].Aspect;
        float middle = ((line + 0.5f) * Pitch) - (Lines.Length * Pitch / 2) + 0.02f;
        float ink = _lines[line].Ink((x / wide) + 0.5f, ((y - middle) / tall) + 0.5f);
        return Color.Mix(paper, _ink * (1 + (0.4f * fibre)), ink * (0.93f + (0.05f * fibre)));
    }

    private Color Cork(float u, float v)
    {
        float grain = _noise.Fractal(u * 34, v * 34, 4), crumb = _noise.At(u * 58, (v * 58) + 20);
        Color cork = Color.Mix(new Color(0.17f, 0.090f, 0.042f), new Color(0.42f, 0.26f, 0.13f), 0.55f + (0.7f * grain));
        return crumb > 0.36f ? cork * 0.5f : cork;
    }

    private static Color? Pin(float x, float y)
    {
        float dx = x, dy = y + 0.345f, radius = MathF.Sqrt((dx * dx) + (dy * dy)) / 0.030f;
        if (radius > 1) return null;
        float light = 0.75f - (0.55f * ((dx + dy) / 0.030f)), gloss = Curves.Step(0.35f, 0.15f, MathF.Sqrt(((dx + 0.009f) * (dx + 0.009f)) + ((dy + 0.009f) * (dy + 0.009f))) / 0.030f);
        return (new Color(0.62f, 0.05f, 0.05f) * light) + Color.Gray(0.6f * gloss);
    }
}

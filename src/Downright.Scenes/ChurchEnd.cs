namespace Downright.Scenes;

/// <summary>What closes a street: the front of a church with its tower and clock, in metres.</summary>
/// <param name="noise">What its stones are made of.</param>
internal sealed class ChurchEnd(Noise noise)
{
    private const float TowerX = 0.6f, TowerHalf = 2.0f, TowerTop = 14.5f, SpireTop = 22.5f, ClockY = 11.2f;

    /// <summary>The colour at a place of the front, or null beside and above it.</summary>
    public Color? At(float x, float y)
    {
        float u = x - TowerX, aside = Math.Abs(u);
        if (aside < TowerHalf && y < TowerTop) return Tower(u, aside, y);
        if (aside < TowerHalf + 0.18f && Math.Abs(y - TowerTop) < 0.22f) return Stone(u, y) * 1.15f;
        if (y >= TowerTop && aside < (SpireTop - y) * (TowerHalf / (SpireTop - TowerTop)))
            return new Color(0.13f, 0.17f, 0.17f) * ((u < 0 ? 1.25f : 0.7f) * (0.9f + (0.25f * noise.Fractal(u * 3, y * 1.2f, 3))));
        if (aside < 0.07f && y < SpireTop + 1.3f && y > TowerTop) return new Color(0.35f, 0.27f, 0.10f);
        if (aside < 0.36f && Math.Abs(y - SpireTop - 0.75f) < 0.07f) return new Color(0.35f, 0.27f, 0.10f);
        float eaves = 8.6f - (0.42f * Math.Max(0, aside - TowerHalf));
        return y < eaves ? Nave(u, y) : y < eaves + 0.25f ? Stone(u, y) * 0.7f : null;
    }

    private Color Tower(float u, float aside, float y)
    {
        float clock = MathF.Sqrt((u * u) + ((y - ClockY) * (y - ClockY)));
        if (clock < 1.02f) return Clock(u, y - ClockY, clock);
        float quoin = aside > TowerHalf - (((int)(y / 0.6f) & 1) == 0 ? 0.45f : 0.3f) ? 1.15f : 1;
        if (Arch(aside, y - 12.6f, 0.36f, 1.1f) || Arch(aside, y - 6.2f, 0.32f, 1.5f)) return new Color(0.025f, 0.022f, 0.02f);
        if (Arch(aside, y, 0.85f, 2.1f)) return new Color(0.075f, 0.045f, 0.025f) * (Math.Abs(u) < 0.03f ? 0.3f : 1);
        if (Arch(aside, y, 1.1f, 2.2f)) return Stone(u, y) * 0.8f;
        return Stone(u, y) * (y is > 9.4f and < 9.65f ? 1.2f : quoin);
    }

    private Color Nave(float u, float y) =>
        Arch(Math.Abs(Math.Abs(u) - 3.6f), y - 2.4f, 0.55f, 2.6f)
            ? Color.Mix(new Color(0.04f, 0.05f, 0.07f), new Color(0.20f, 0.16f, 0.08f), noise.Cell((int)(u * 6), (int)(y * 6)))
            : Stone(u, y);

    private Color Stone(float u, float y)
    {
        int row = (int)MathF.Floor(y / 0.32f), column = (int)MathF.Floor((u / 0.62f) + ((row & 1) * 0.5f));
        return new Color(0.46f, 0.40f, 0.31f) * (0.86f + (0.22f * noise.Cell(column, row)) + (0.22f * noise.Fractal(u * 0.8f, y * 0.5f, 4)));
    }

    private static Color Clock(float u, float v, float radius)
    {
        if (radius > 0.90f) return new Color(0.42f, 0.32f, 0.12f);
        bool hour = Hand(u, v, 0.35f, 0.36f, 0.5f), minute = Hand(u, v, -0.52f, 0.50f, 0.72f);
        bool mark = radius > 0.70f && (Math.Abs(u) < 0.05f || Math.Abs(v) < 0.05f);
        return hour || minute || mark ? new Color(0.02f, 0.02f, 0.025f) : new Color(0.75f, 0.73f, 0.66f);
    }

    private static bool Hand(float u, float v, float toU, float toV, float length)
    {
        float along = ((u * toU) + (v * toV)) / length;
        return along is > -0.1f and < 1 && Math.Abs((u * toV) - (v * toU)) < 0.055f * length && along < length;
    }

    private static bool Arch(float aside, float v, float half, float straight)
    {
        if (aside > half || v < 0) return false;
        float over = v - straight;
        return over < 0 || (aside * aside) + (over * over) < half * half;
    }
}

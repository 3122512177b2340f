namespace Downright.Scenes;

/// <summary>The ground of a street: cobbles between gutters, slabs on the pavements.</summary>
/// <param name="noise">What the stones are made of.</param>
internal sealed class Pavement(Noise noise)
{
    /// <summary>Half the width of the roadway in metres.</summary>
    public const float RoadHalf = 3.15f;

    /// <summary>The stone at a place, in metres, and how far away the eye is.</summary>
    public Surface At(float x, float z, float far)
    {
        float aside = Math.Abs(x);
        float dirt = noise.Fractal(x * 0.5f, z * 0.35f, 5);
        if (aside > RoadHalf + 0.22f) return new Surface(Slab(x, z, far) * (1 + (0.22f * dirt)));
        if (aside > RoadHalf) return new Surface(new Color(0.33f, 0.315f, 0.29f) * (0.9f + (0.25f * noise.At(x * 9, z * 2)) - (z - MathF.Floor(z) < 0.02f ? 0.4f : 0)));
        float gutter = Curves.Step(0.30f, 0.05f, RoadHalf - aside);
        return new Surface(Cobble(x, z, far) * (1 + (0.30f * dirt) - (0.35f * gutter)), 0.02f);
    }

    private Color Cobble(float x, float z, float far)
    {
        // Rows bow a little across the road, and no stone is quite like the next.
        float row = (z + (0.02f * noise.At(x * 1.5f, z))) / 0.135f;
        int r = (int)MathF.Floor(row);
        float column = (x / 0.165f) + (noise.Cell(r, 3) * 5) + (0.12f * noise.At(x * 3, r * 0.7f));
        int c = (int)MathF.Floor(column);
        float fx = (column - c - 0.5f) * 2, fz = (row - r - 0.5f) * 2;
        float round = 1 - Math.Max(fx * fx * fx * fx, fz * fz * fz * fz);
        float tone = 0.62f + (0.50f * noise.Cell(c, r)) + (0.25f * noise.Fractal(x * 26, z * 26, 3));
        float slope = 0.16f * ((fx * Math.Abs(fx)) + (fz * Math.Abs(fz)));
        Color stone = Color.Mix(new Color(0.19f, 0.175f, 0.16f), new Color(0.25f, 0.245f, 0.25f), noise.Cell(c + 70, r));
        Color mean = new(0.165f, 0.157f, 0.15f);
        Color joint = new(0.045f, 0.040f, 0.034f);
        Color sharp = Color.Mix(joint, stone * (tone - slope), Curves.Step(0.06f, 0.42f, round));
        return Color.Mix(mean * (0.9f + (0.3f * (noise.Cell(c, r) - 0.5f))), sharp, Curves.Step(26, 7, far));
    }

    private Color Slab(float x, float z, float far)
    {
        float along = z / 0.62f, across = x / 0.55f;
        int r = (int)MathF.Floor(along), c = (int)MathF.Floor(across);
        bool joint = along - r < 0.025f || across - c < 0.03f;
        Color slab = new Color(0.30f, 0.285f, 0.26f) * (0.85f + (0.25f * noise.Cell(c, r)) + (0.16f * noise.Fractal(x * 14, z * 14, 3)));
        return joint && far < 20 ? slab * 0.45f : slab;
    }
}

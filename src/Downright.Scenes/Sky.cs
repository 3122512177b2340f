namespace Downright.Scenes;

/// <summary>A blue sky with fair-weather clouds, seen from the ground.</summary>
/// <param name="seed">Which clouds.</param>
/// <param name="cover">How much of the sky they cover, from 0 to 1.</param>
internal sealed class Sky(ulong seed, float cover)
{
    private static readonly Color Zenith = new(0.10f, 0.24f, 0.56f);
    private static readonly Color Horizon = new(0.62f, 0.72f, 0.80f);
    private static readonly Color Warm = new(1.0f, 0.72f, 0.42f);
    private readonly Noise _noise = new(seed ^ 0x51A7ul);

    /// <summary>The haze that far things fade into.</summary>
    public static Color Haze => Color.Mix(Horizon, Warm, 0.12f);

    /// <summary>The light of a direction.</summary>
    /// <param name="x">Right, for each unit of depth.</param>
    /// <param name="y">Up, for each unit of depth.</param>
    /// <param name="sunX">Where the sun stands.</param>
    /// <param name="sunY">Where the sun stands.</param>
    public Color Light(float x, float y, float sunX, float sunY)
    {
        y = Math.Max(y, 0);
        float sunDistance = ((x - sunX) * (x - sunX)) + ((y - sunY) * (y - sunY));
        float glow = 1 / (1 + (sunDistance * 14));
        Color clear = Color.Mix(Color.Mix(Horizon, Warm, 0.75f * glow), Zenith, Curves.Step(-0.06f, 0.75f, y * (1.15f - (0.3f * glow))));
        clear += Warm * (0.30f * glow * glow);
        float corona = 1 / (1 + (sunDistance * 900));
        clear += new Color(1.0f, 0.90f, 0.72f) * ((1.6f * corona * corona) + (4 * Curves.Step(0.00042f, 0.00022f, sunDistance)));

        // The clouds hang at one height: their plane comes closer to the horizon the farther they are.
        double depth = 1 / (y + 0.16);
        double u = x * depth, v = depth * 1.15;
        float density = Density(u, v);
        float opacity = Curves.Step(0, 0.30f, density) * Curves.Step(0, 0.05f, y);
        if (opacity <= 0) return clear;

        // Where there is less cloud towards the sun, its light comes through.
        float towards = Density(u + (0.10 * Math.Clamp((sunX - x) * 2, -1, 1)), v - 0.07);
        float lit = Math.Clamp(0.66f + ((density - towards) * 1.5f) - (density * 0.40f), 0, 1);
        Color shade = new(0.36f, 0.41f, 0.50f), bright = Color.Mix(new Color(1.10f, 1.07f, 1.03f), Warm * 1.1f, glow * 0.5f);
        Color cloud = Color.Mix(shade, bright, lit);
        cloud = Color.Mix(cloud, Haze, Curves.Step(0.22f, 0.02f, y) * 0.65f);
        return Color.Mix(clear, cloud, opacity * 0.96f);
    }

    private float Density(double u, double v)
    {
        double x = u * 0.85, y = v * 0.85;
        float warp = _noise.At(x * 1.9, y * 1.9);
        float large = _noise.Fractal(x + (0.22 * warp), y + (0.1 * warp), 6);
        float spread = _noise.At(x * 0.37, (y * 0.37) + 40);
        return large + (spread * 0.55f) + (cover - 0.5f);
    }
}

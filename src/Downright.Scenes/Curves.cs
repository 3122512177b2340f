namespace Downright.Scenes;

/// <summary>The curves that light and shapes follow, as polynomials and quotients that every processor computes alike.</summary>
internal static class Curves
{
    /// <summary>0 up to one edge, 1 from the other on, smooth between; the edges may stand either way round.</summary>
    public static float Step(float from, float to, float x)
    {
        float t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>Stands in for e^−x, x ≥ 0: what is left of light after a way through haze.</summary>
    public static float Decay(float x) => 1 / (1 + (x * (1 + (x * (0.5f + (x * 0.25f))))));

    /// <summary>A wave of period 1 between −1 and 1, made of parabolas.</summary>
    public static float Wave(double turns)
    {
        float t = (float)(turns - Math.Floor(turns));
        return t < 0.5f ? 16 * t * (0.5f - t) : -16 * (t - 0.5f) * (1 - t);
    }

    /// <summary>The point, from 0 at <paramref name="from"/> to 1 at <paramref name="to"/>.</summary>
    public static float Between(float from, float to, float share) => from + ((to - from) * share);
}

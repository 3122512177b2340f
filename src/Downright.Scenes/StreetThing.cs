namespace Downright.Scenes;

/// <summary>Something upright in a street, flat and turned towards the eye: a person, a lamp, a tree, a sign.</summary>
/// <param name="x">Its middle across the street, in metres.</param>
/// <param name="z">Its place along the street, in metres.</param>
/// <param name="half">Half its width, within which it is looked at.</param>
/// <param name="foot">The radius of what stands on the ground; 0 for what hangs.</param>
/// <param name="tall">Its height.</param>
/// <param name="look">The colour at metres right of its middle and above the ground, or null beside it.</param>
internal sealed class StreetThing(float x, float z, float half, float foot, float tall, Func<float, float, Color?> look)
{
    public float Z => z;

    /// <summary>The things of a street, nearest first.</summary>
    public static StreetThing[] All(Draws draws, Noise noise, float wallAt)
    {
        List<StreetThing> things =
        [
            .. Passerby.Crowd(draws).Select(person => new StreetThing(person.X, person.Z, 0.5f, 0.26f, person.Tall, person.At)),
            Lamp(3.45f, 12.5f), Lamp(-3.45f, 18), Lamp(3.45f, 29),
            Tree(-2.9f, 42, noise), Tree(3.2f, 45, noise), Tree(-3.4f, 30.5f, noise),
            HangingSign(wallAt - 0.95f, 9.6f, "INN"), HangingSign(0.95f - wallAt, 14.5f, "POST"),
        ];
        return [.. things.OrderBy(thing => thing.Z)];
    }

    /// <summary>The colour at a point of its plane, or null where one looks past it.</summary>
    public Color? At(float atX, float y)
    {
        float u = atX - x;
        return Math.Abs(u) < half && y >= 0 && y < tall + 0.1f ? look(u, y) : null;
    }

    /// <summary>The light that is left on the ground close to its foot.</summary>
    public float GroundShadow(float atX, float atZ)
    {
        if (foot == 0) return 1;
        float dx = (atX - x) / (foot * 1.5f), dz = (atZ - z) / (foot * 1.5f);
        return Curves.Step(0.2f, 1, (dx * dx) + (dz * dz)) * 0.7f + 0.3f;
    }

    /// <summary>The share of sun that is left on the ground where it throws its shadow, away from the sun.</summary>
    /// <param name="atX">Where on the ground.</param>
    /// <param name="atZ">Where on the ground.</param>
    /// <param name="sunX">The way towards the sun, across the street, for each metre up.</param>
    /// <param name="sunZ">The same along the street.</param>
    public float SunShadow(float atX, float atZ, float sunX, float sunZ)
    {
        if (foot == 0) return 1;
        float up = Math.Clamp((((atX - x) * -sunX) + ((atZ - z) * -sunZ)) / ((sunX * sunX) + (sunZ * sunZ)), 0, tall);
        float dx = atX - x + (sunX * up), dz = atZ - z + (sunZ * up);
        return Curves.Step(foot * 0.5f, foot * 0.9f, MathF.Sqrt((dx * dx) + (dz * dz)));
    }

    private static StreetThing Lamp(float x, float z)
    {
        Color iron = new(0.022f, 0.026f, 0.024f);
        return new StreetThing(x, z, 0.35f, 0.09f, 4.1f, (u, v) =>
        {
            float aside = Math.Abs(u), round = 1.6f - (8 * Math.Max(0, u));
            if (v < 3.35f && aside < (v < 0.5f ? 0.10f : v < 0.6f ? 0.075f : 0.042f)) return iron * Math.Clamp(round, 0.6f, 1.8f);
            if (v is > 3.35f and < 3.43f && aside < 0.15f) return iron;
            if (v is >= 3.43f and < 3.86f && aside < 0.13f + (0.16f * (v - 3.43f)))
                return aside > 0.105f + (0.16f * (v - 3.43f)) || aside < 0.012f ? iron : new Color(0.75f, 0.70f, 0.55f);
            return v is >= 3.86f and < 4.08f && aside < 0.24f - (0.95f * (v - 3.86f)) ? iron * 1.4f : null;
        });
    }

    private static StreetThing Tree(float x, float z, Noise noise) => new(x, z, 2.6f, 0.30f, 6.6f, (u, v) =>
    {
        float dy = (v - 4.4f) / 2.0f, dx = u / 1.9f;
        float edge = 1 - (dx * dx) - (dy * dy) + (0.75f * noise.Fractal((u + z) * 1.6f, v * 1.6f, 5));
        if (edge > 0.12f)
        {
            float clump = noise.Fractal((u + z) * 2.2f, v * 2.2f, 4), leaf = noise.Fractal((u + z) * 6.5f, v * 6.5f, 2);
            float light = Math.Clamp(0.42f + (0.22f * dy) - (0.22f * dx) + (0.6f * clump) + (0.65f * leaf), 0, 1);
            return Color.Mix(new Color(0.018f, 0.040f, 0.010f), new Color(0.20f, 0.25f, 0.055f), light);
        }

        return Math.Abs(u + (0.06f * noise.At(v, z))) < 0.13f && v < 4 ? new Color(0.085f, 0.065f, 0.048f) * (1.1f + (0.5f * noise.At(u * 20, v * 5))) : null;
    });

    private static StreetThing HangingSign(float x, float z, string text)
    {
        var sign = new Signboard(text);
        const float Half = 0.62f, Top = 4.72f;
        float height = 2 * Half / sign.Aspect;
        return new StreetThing(x, z, 0.95f, 0, Top + 0.3f, (u, v) =>
        {
            if (Math.Abs(v - Top - 0.12f) < 0.022f) return new Color(0.02f, 0.02f, 0.02f);
            if (v > Top && v < Top + 0.12f && Math.Abs(Math.Abs(u) - 0.5f) < 0.012f) return new Color(0.02f, 0.02f, 0.02f);
            if (Math.Abs(u) > Half || v > Top || v < Top - height) return null;
            float rim = Math.Min(Half - Math.Abs(u), Math.Min(Top - v, v - Top + height));
            if (rim < 0.03f) return new Color(0.55f, 0.42f, 0.16f);
            return Color.Mix(new Color(0.05f, 0.10f, 0.075f), new Color(0.88f, 0.80f, 0.58f), sign.Ink((u / (2 * Half)) + 0.5f, (Top - v) / height));
        });
    }
}

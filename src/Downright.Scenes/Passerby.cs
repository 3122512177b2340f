namespace Downright.Scenes;

/// <summary>Somebody in the street, flat like a cut-out and turned towards the eye, in metres.</summary>
/// <param name="X">Where they are across the street.</param>
/// <param name="Z">Where they are along it.</param>
/// <param name="Tall">Their height.</param>
/// <param name="Stride">Half a step's length; negative with the other foot first.</param>
/// <param name="Coat">The colour of coat or shirt.</param>
/// <param name="Legs">The colour of trousers or skirt.</param>
/// <param name="Hair">The colour of the hair.</param>
/// <param name="Skirt">Whether they wear a skirt or long coat.</param>
internal sealed record Passerby(float X, float Z, float Tall, float Stride, Color Coat, Color Legs, Color Hair, bool Skirt)
{
    private static readonly Color Skin = new(0.50f, 0.30f, 0.20f), Shoe = new(0.03f, 0.025f, 0.02f);

    /// <summary>The people of a street.</summary>
    public static Passerby[] Crowd(Draws draws)
    {
        (float X, float Z)[] places = [(-1.9f, 11.5f), (1.25f, 15.5f), (1.95f, 15.9f), (-0.5f, 21), (-2.7f, 25), (2.5f, 27), (0.6f, 33), (-1.4f, 36)];
        return [.. places.Select(place => new Passerby(
            place.X + draws.Next(-0.2f, 0.2f),
            place.Z + draws.Next(-0.5f, 0.5f),
            draws.Next(1.60f, 1.86f),
            draws.Next(0.10f, 0.24f) * (draws.Next() < 0.5f ? -1 : 1),
            Cloth(draws),
            Cloth(draws) * 0.5f,
            Color.Mix(new Color(0.015f, 0.010f, 0.008f), new Color(0.20f, 0.12f, 0.05f), draws.Next()),
            draws.Next() < 0.45f))];
    }

    /// <summary>The colour at a place of the figure, or null beside it.</summary>
    /// <param name="u">Metres right of the middle.</param>
    /// <param name="v">Metres above the ground.</param>
    public Color? At(float u, float v)
    {
        float scale = 1.75f / Tall;
        (u, v) = (u * scale, v * scale);
        if (v is < 0 or > 1.8f || Math.Abs(u) > 0.5f) return null;

        float round = Math.Clamp(1 - (2.2f * (u + 0.10f)), 0.45f, 1.25f);
        if (Bone(u, v, 0, 1.66f, 0.01f, 1.60f, 0.112f, 0.10f) && (v > 1.66f || u > 0.055f)) return Hair * round;
        if (Bone(u, v, 0, 1.64f, 0, 1.58f, 0.10f, 0.085f)) return Skin * round;
        if (Bone(u, v, 0, 1.50f, 0, 1.42f, 0.05f, 0.07f)) return Skin * (0.7f * round);
        float left = -0.22f + (0.7f * Stride), right = 0.22f - (0.7f * Stride);
        if (Bone(u, v, left, 0.82f, left + 0.02f, 0.77f, 0.042f, 0.035f) || Bone(u, v, right, 0.82f, right + 0.02f, 0.77f, 0.042f, 0.035f)) return Skin * round;
        float folds = 0.9f + (0.14f * Curves.Wave((u * 5) + (v * 3)));
        if (Bone(u, v, -0.19f, 1.36f, left, 0.86f, 0.066f, 0.046f)) return Coat * (round * folds * 0.82f);
        if (Bone(u, v, -0.09f, 1.36f, 0.09f, 1.36f, 0.10f, 0.10f) || Bone(u, v, 0, 1.34f, 0, 0.98f, 0.19f, 0.155f)) return Coat * (round * folds);
        if (Bone(u, v, 0.19f, 1.36f, right, 0.86f, 0.062f, 0.045f)) return Coat * (round * folds * 0.75f);
        if (Skirt && v is > 0.48f and < 1.0f && Math.Abs(u) < 0.15f + (0.16f * (1 - v))) return Coat * (round * folds * 0.92f);
        Color legs = Skirt ? Skin * 0.45f : Legs;
        if (Leg(u, v, Stride)) return v < 0.09f ? Shoe : legs * round;
        if (Leg(u, v, -Stride)) return v < 0.09f ? Shoe : legs * (0.65f * round);
        return null;
    }

    private static bool Leg(float u, float v, float stride) =>
        Bone(u, v, 0.05f * Math.Sign(stride), 0.95f, 0.55f * stride, 0.50f, 0.095f, 0.068f)
        || Bone(u, v, 0.55f * stride, 0.50f, stride, 0.08f, 0.066f, 0.045f)
        || Bone(u, v, stride, 0.04f, stride + 0.09f, 0.035f, 0.045f, 0.03f);

    private static Color Cloth(Draws draws) =>
        draws.Next() < 0.5f
            ? Color.Mix(new Color(0.05f, 0.06f, 0.09f), new Color(0.22f, 0.20f, 0.17f), draws.Next())
            : Color.Mix(new Color(0.42f, 0.09f, 0.06f), Color.Mix(new Color(0.10f, 0.20f, 0.34f), new Color(0.55f, 0.48f, 0.34f), draws.Next()), draws.Next() * 1.4f);

    /// <summary>Whether a place lies in a limb between two round ends.</summary>
    private static bool Bone(float u, float v, float u0, float v0, float u1, float v1, float r0, float r1)
    {
        float du = u1 - u0, dv = v1 - v0, pu = u - u0, pv = v - v0;
        float along = Math.Clamp(((pu * du) + (pv * dv)) / ((du * du) + (dv * dv)), 0, 1);
        float ru = pu - (along * du), rv = pv - (along * dv), radius = Curves.Between(r0, r1, along);
        return (ru * ru) + (rv * rv) < radius * radius;
    }
}

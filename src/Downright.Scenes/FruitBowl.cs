namespace Downright.Scenes;

/// <summary>Fruit in a bowl on a wooden table, by a window: a still life of balls, one ray and one shadow ray a look.</summary>
internal sealed class FruitBowl
{
    private const float Rim = 0.74f;
    private static readonly Vector Eye = new(0, 2.35f, -4.3f), Lamp = new Vector(-0.62f, 0.66f, -0.42f).Normalized();
    private static readonly Color Lamplight = new(2.0f, 1.75f, 1.40f), Ambient = new(0.25f, 0.26f, 0.30f);
    private static readonly Ball Bowl = new(new Vector(0, 1.16f, 0), 1.24f, 1, Fruit.Bowl);
    private readonly Noise _noise;
    private readonly Ball[] _balls;
    private readonly float _centreX, _centreY, _focal;

    private FruitBowl(ulong seed, ImageSize size)
    {
        _noise = new Noise(seed ^ 0xF21Dul);
        _balls = Arrange(new Draws(seed ^ 0xB0A7ul));
        _centreX = size.Width / 2f;
        _centreY = size.Height * 0.47f;
        _focal = Math.Min(size.Width, size.Height) * 1.42f;
    }

    private enum Fruit
    {
        Bowl,
        Table,
        Apple,
        Orange,
        Grape,
        Lemon,
    }

    public static PixelImage<byte> Render(ulong seed, ImageSize size)
    {
        var bowl = new FruitBowl(seed, size);
        var painting = new Painting(size);
        painting.Trace(bowl.Light);
        return Film.Develop(painting, 1.0f, 3.2f, seed);
    }

    private static Ball[] Arrange(Draws draws)
    {
        float Near() => 0.04f * draws.NextAround();
        Ball Place(float x, float y, float z, float radius, Fruit fruit, float wide = 1) => new(new Vector(x + Near(), y + Near(), z + Near()), radius, wide, fruit);
        List<Ball> balls =
        [
            Place(-0.52f, 0.80f, -0.42f, 0.45f, Fruit.Orange), Place(0.42f, 0.82f, -0.45f, 0.46f, Fruit.Apple),
            Place(-0.62f, 0.86f, 0.42f, 0.46f, Fruit.Apple), Place(0.58f, 0.82f, 0.40f, 0.45f, Fruit.Orange),
            Place(-0.06f, 1.36f, 0.02f, 0.47f, Fruit.Apple), Place(-1.22f, 0.30f, -0.95f, 0.29f, Fruit.Lemon, 1.32f),
        ];
        for (int grape = 0; grape < 30; grape++)
        {
            float along = grape / 29f, around = draws.Next(), wide = 0.26f * (1.1f - along);
            balls.Add(Place(
                0.72f + (0.52f * along) + (wide * Curves.Wave(around)),
                1.10f - (0.92f * along * along) + (0.4f * wide),
                -0.55f - (0.52f * along) + (wide * Curves.Wave(around + 0.25f)),
                draws.Next(0.115f, 0.145f),
                Fruit.Grape));
        }

        return [.. balls];
    }

    private Color Light(float px, float py)
    {
        // The eye looks down a little: 20° has the cosine 0.94 and the sine 0.342.
        float u = (px - _centreX) / _focal, v = (_centreY - py) / _focal;
        var ray = new Vector(u, (v * 0.94f) - 0.342f, 0.94f + (v * 0.342f)).Normalized();
        float nearest = float.PositiveInfinity;
        Vector normal = default;
        Ball? seen = null;
        foreach (Ball ball in _balls)
        {
            if (ball.Meet(Eye, ray) is not { } way || way >= nearest) continue;
            (nearest, seen) = (way, ball);
            normal = ball.NormalAt(Eye + (ray * way));
        }

        if (MeetBowl(Eye, ray) is { } china && china < nearest)
        {
            (nearest, seen) = (china, Bowl);
            normal = Bowl.NormalAt(Eye + (ray * china));
            if (normal.Dot(ray) > 0) normal *= -1;
        }

        float table = ray.Y < 0 ? -Eye.Y / ray.Y : float.PositiveInfinity;
        if (seen is null || table < nearest)
        {
            Vector at = Eye + (ray * table);
            return at.Z < 3.2f ? Lit(at, new Vector(0, 1, 0), ray, Wood(at), Fruit.Table) : Wall(u, v);
        }

        Vector place = Eye + (ray * nearest);
        return Lit(place, Roughen(place, normal, seen.Fruit), ray, Skin(place, seen), seen.Fruit);
    }

    private Color Lit(Vector at, Vector normal, Vector ray, Color surface, Fruit fruit)
    {
        float facing = Math.Max(0, normal.Dot(Lamp)), sun = facing > 0 ? facing * Unshadowed(at + (normal * 0.004f)) : 0;

        // Fruit keeps the light of the room off what lies under and between it.
        float open = (0.62f + (0.38f * normal.Y)) * (fruit == Fruit.Table ? Curves.Step(0.55f, 1.9f, MathF.Sqrt((at.X * at.X) + (at.Z * at.Z))) * 0.7f + 0.3f : Curves.Step(-0.1f, 0.95f, at.Y) * 0.6f + 0.4f);
        Color light = surface * ((Lamplight * sun) + (Ambient * open) + (new Color(0.10f, 0.06f, 0.03f) * Math.Max(0, -normal.Y)));
        float gloss = fruit switch { Fruit.Grape => 0.55f, Fruit.Apple => 0.42f, Fruit.Bowl => 0.6f, Fruit.Lemon => 0.16f, Fruit.Orange => 0.18f, _ => 0.03f };
        float half = Math.Max(0, normal.Dot((Lamp - ray).Normalized())), p = half * half;
        p *= p;
        p *= p;
        p *= p;
        float fresnel = 1 + normal.Dot(ray);
        Color room = Color.Mix(new Color(0.10f, 0.08f, 0.06f), new Color(0.45f, 0.50f, 0.58f), Curves.Step(-0.2f, 0.9f, normal.Y));
        return light + (Color.White * (gloss * p * p * (sun > 0 ? 1 : 0))) + (room * (gloss * (0.06f + (0.5f * fresnel * fresnel * fresnel))));
    }

    private float Unshadowed(Vector at)
    {
        foreach (Ball ball in _balls)
        {
            if (ball.Meet(at, Lamp) is not null) return 0;
        }

        return MeetBowl(at, Lamp) is null ? 1 : 0;
    }

    /// <summary>Bumps: pores on citrus fruit, dents on apples.</summary>
    private Vector Roughen(Vector at, Vector normal, Fruit fruit)
    {
        (double scale, float depth) = fruit switch { Fruit.Orange or Fruit.Lemon => (26, 0.13f), Fruit.Apple => (4, 0.07f), _ => (1, 0f) };
        var (_, x, y) = _noise.Slope((at.X + at.Z) * scale, (at.Y - (0.5f * at.Z)) * scale);
        return (normal + new Vector(x * depth, y * depth, (x - y) * depth * 0.5f)).Normalized();
    }

    private Color Skin(Vector at, Ball ball)
    {
        Vector from = (at - ball.Centre) * (1 / ball.Radius);
        float fine = _noise.Fractal(at.X * 9, (at.Y * 9) + (at.Z * 7), 4);
        switch (ball.Fruit)
        {
            case Fruit.Apple:
                float stalk = (from.X * from.X) + (from.Z * from.Z), spread = 2.6f / MathF.Sqrt(stalk + 0.01f);
                float streak = _noise.Fractal((from.X * spread) + (ball.Centre.X * 9), (from.Z * spread) + (0.4f * from.Y), 5);
                float blush = 0.70f + (0.45f * from.X * -1) + (0.45f * streak) - (0.7f * Math.Max(0, from.Y - 0.5f)) + (0.25f * fine);
                Color apple = Color.Mix(new Color(0.58f, 0.50f, 0.10f), new Color(0.50f, 0.035f, 0.030f), blush);
                return from.Y > 0 && stalk < 0.010f ? new Color(0.06f, 0.035f, 0.015f) : apple * (from.Y > 0 ? Curves.Step(0.004f, 0.09f, stalk) * 0.5f + 0.5f : 1);
            case Fruit.Orange:
                return new Color(0.78f, 0.30f, 0.03f) * (0.92f + (0.12f * fine));
            case Fruit.Lemon:
                return new Color(0.80f, 0.62f, 0.07f) * (0.92f + (0.14f * fine));
            case Fruit.Grape:
                return Color.Mix(new Color(0.085f, 0.025f, 0.085f), new Color(0.22f, 0.14f, 0.26f), 0.35f + (0.8f * fine));
            default:
                bool band = at.Y is > 0.52f and < 0.60f || at.Y is > 0.30f and < 0.33f;
                float crackle = Math.Abs(_noise.Fractal(at.X * 5, (at.Y * 5) + (at.Z * 3), 3)) < 0.02f ? 0.82f : 1;
                return (band ? new Color(0.05f, 0.11f, 0.30f) : new Color(0.60f, 0.60f, 0.57f)) * (crackle * (0.95f + (0.08f * fine)));
        }
    }

    private Color Wood(Vector at)
    {
        int plank = (int)MathF.Floor((at.Z + 10) / 0.85f);
        float across = ((at.Z + 10) / 0.85f) - plank;
        float wander = 0.6f * _noise.At(at.X * 0.5f, plank * 7);
        float rings = Curves.Wave((at.Z * 5) + (2.2f * _noise.Fractal((at.X * 0.5f) + (plank * 9), at.Z * 1.6f, 3)) + wander);
        float fibre = _noise.Fractal(at.X * 3.5f, at.Z * 46, 4);
        Color wood = Color.Mix(new Color(0.15f, 0.075f, 0.034f), new Color(0.34f, 0.20f, 0.10f), 0.5f + (0.26f * rings) + (0.45f * fibre));
        return across < 0.018f ? wood * 0.25f : wood * (0.85f + (0.3f * _noise.Cell(plank, 4)));
    }

    /// <summary>A plastered wall with the light of the window on it.</summary>
    private Color Wall(float u, float v)
    {
        float plaster = _noise.Fractal(u * 5, v * 5, 5), skew = u + (0.5f * v);
        float pane = Curves.Step(-0.34f, -0.30f, skew) * Curves.Step(0.10f, 0.06f, skew) * Curves.Step(0.017f, 0.019f, Math.Abs(skew + 0.12f));
        return new Color(0.23f, 0.26f, 0.24f) * (0.8f + (0.28f * plaster) + (0.9f * pane) - (0.25f * u));
    }

    private static float? MeetBowl(Vector from, Vector ray)
    {
        Vector to = Bowl.Centre - from;
        float middle = to.Dot(ray), squared = (Bowl.Radius * Bowl.Radius) - to.Dot(to) + (middle * middle);
        if (squared < 0) return null;
        float half = MathF.Sqrt(squared);
        if (middle - half > 1e-3f && from.Y + (ray.Y * (middle - half)) < Rim) return middle - half;
        return middle + half > 1e-3f && from.Y + (ray.Y * (middle + half)) < Rim ? middle + half : null;
    }

    /// <summary>A ball, or with another width than 1 an ellipsoid that is longer across.</summary>
    private sealed record Ball(Vector Centre, float Radius, float Wide, Fruit Fruit)
    {
        /// <summary>How far along the ray its near side is.</summary>
        public float? Meet(Vector from, Vector ray)
        {
            Vector to = Narrow(Centre - from), way = Narrow(ray);
            float length = way.Dot(way), middle = to.Dot(way) / length;
            float squared = (middle * middle) - ((to.Dot(to) - (Radius * Radius)) / length);
            if (squared < 0) return null;
            float near = middle - MathF.Sqrt(squared);
            return near > 1e-3f ? near : null;
        }

        public Vector NormalAt(Vector at)
        {
            Vector from = at - Centre;
            return new Vector(from.X / (Wide * Wide), from.Y, from.Z).Normalized();
        }

        private Vector Narrow(Vector v) => v with { X = v.X / Wide };
    }
}

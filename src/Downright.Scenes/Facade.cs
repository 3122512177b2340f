namespace Downright.Scenes;

/// <summary>The front of a house: bricks or plaster, windows, shutters, a shop with its sign.</summary>
/// <param name="noise">What stains and bricks are made of.</param>
internal sealed class Facade(Noise noise)
{
    private const float WindowHalf = 0.52f, Sill = 0.80f, WindowHeight = 1.65f;
    private static readonly Color Stone = new(0.56f, 0.52f, 0.45f), Frame = new(0.66f, 0.65f, 0.61f);

    /// <summary>The surface at a place of the front.</summary>
    /// <param name="house">Whose front.</param>
    /// <param name="u">Metres from its left end, as someone in the street sees it.</param>
    /// <param name="y">Metres above the ground.</param>
    /// <param name="far">How far away the eye is, in metres: what is too fine to be seen is left out.</param>
    public Surface At(House house, float u, float y, float far)
    {
        float below = house.Height - y;
        if (below < 0.45f) return new Surface(Cornice(u, below));
        float shade = Curves.Step(0.40f, 0.75f, below) * 0.45f + 0.55f;
        if (y > House.GroundFloor - 0.12f && y < House.GroundFloor + 0.10f) return new Surface(Stone * (0.9f + (0.2f * noise.At(u * 3, y * 20))));

        Surface surface = y < House.GroundFloor ? GroundFloor(house, u, y, far) : UpperFloor(house, u, y - House.GroundFloor, y, far);
        return surface with { Albedo = surface.Albedo * shade };
    }

    /// <summary>Bricks or plaster, with stains of weather and dirt from the street.</summary>
    public Color Wall(House house, float u, float y, float far)
    {
        float stain = noise.Fractal((u * 0.7f) + house.Number, y * 0.35f, 5), rain = noise.Fractal((u * 6) + house.Number, y * 0.25f, 3);
        float grime = Curves.Step(0.9f, 0, y + (0.5f * stain));
        Color wall = house.Wall * (0.92f + (0.30f * stain) + (0.13f * rain) - (0.40f * grime));
        if (!house.IsBrick) return wall * (1 + (0.17f * noise.Fractal(u * 24, y * 24, 4)));

        float sharp = Curves.Step(26, 9, far);
        float course = y / 0.078f;
        int row = (int)MathF.Floor(course);
        float along = (u / 0.235f) + ((row & 1) * 0.5f);
        int brick = (int)MathF.Floor(along);
        float fx = along - brick, fy = course - row;
        bool mortar = fx is < 0.03f or > 0.97f || fy is < 0.075f or > 0.925f;
        float tone = 0.72f + (0.56f * noise.Cell(brick + (house.Number * 7), row)) + (0.16f * noise.At(u * 60, y * 60));
        Color bricks = mortar ? new Color(0.27f, 0.235f, 0.20f) : wall * tone;
        return Color.Mix(Color.Mix(wall, new Color(0.34f, 0.30f, 0.26f), 0.16f), bricks, sharp);
    }

    private static Color Cornice(float u, float below)
    {
        bool dentil = below is > 0.20f and < 0.36f && u / 0.30f - MathF.Floor(u / 0.30f) < 0.55f;
        return Stone * (below < 0.20f ? 1.05f : dentil ? 0.95f : 0.5f);
    }

    private Surface UpperFloor(House house, float u, float aboveFloor, float y, float far)
    {
        int storey = (int)(aboveFloor / House.Storey);
        float v = aboveFloor - (storey * House.Storey) - Sill;
        int windows = Math.Max(2, (int)(house.Width / 2.05f));
        float pitch = house.Width / windows;
        int window = Math.Clamp((int)(u / pitch), 0, windows - 1);
        float x = u - ((window + 0.5f) * pitch), aside = Math.Abs(x);

        if (aside < WindowHalf && v is > 0 and < WindowHeight) return Window(house, x, v, WindowHalf, WindowHeight, y, (storey * 40) + window);
        if (aside < WindowHalf + 0.12f && v is > -0.12f and <= 0) return new Surface(Stone);
        if (aside < WindowHalf + 0.10f && v is > 0 and < WindowHeight + 0.14f && !house.HasShutters) return new Surface(Stone * 0.92f);
        if (house.HasShutters && aside is > WindowHalf and < WindowHalf + 0.44f && v is > -0.02f and < WindowHeight + 0.02f) return Shutter(house, aside - WindowHalf, v);
        if (aside < WindowHalf + 0.05f && v is > -0.50f and <= -0.12f && noise.Cell(window + house.Number, storey) < 0.45f) return FlowerBox(u, v);

        // The sill keeps the light off the wall under it, and rain runs down from its ends.
        float under = aside < WindowHalf + 0.12f ? Curves.Step(-0.12f, -0.28f, v) : 1;
        return new Surface(Wall(house, u, y, far) * (0.6f + (0.4f * (v > -0.4f && v < 0 ? under : 1))));
    }

    private Surface Window(House house, float x, float v, float half, float height, float y, int number)
    {
        float edge = Math.Min(half - Math.Abs(x), Math.Min(v, height - v));
        bool bar = Math.Abs(x) < 0.035f || Math.Abs(v - (height * 0.62f)) < 0.03f;
        float reveal = Math.Min(Curves.Step(0.02f, 0.26f, height - v), Curves.Step(-half, -half + 0.20f, x)) * 0.65f + 0.35f;
        if (edge < 0.065f || bar) return new Surface(Frame * reveal);

        float own = noise.Cell(number, house.Number);
        float curtain = Curves.Step(0.16f + (0.22f * own), 0.13f + (0.22f * own), half - Math.Abs(x)) * (own < 0.7f ? 1 : 0);
        float folds = 0.75f + (0.25f * Curves.Wave(x * 9));
        Color inside = Color.Mix(new Color(0.012f, 0.014f, 0.018f), new Color(0.07f, 0.055f, 0.035f), noise.At(x * 2, v + number) + 0.3f);
        Color glass = Color.Mix(inside, new Color(0.42f, 0.40f, 0.36f) * folds, curtain * 0.8f);
        return new Surface(glass * reveal, (0.20f + (0.10f * own)) * Curves.Step(2, 9, y + (1.2f * noise.At(x * 1.5f, v + number))) + 0.08f);
    }

    private static Surface Shutter(House house, float across, float v)
    {
        bool rail = across is < 0.05f or > 0.39f || v < 0.07f || v > WindowHeight - 0.07f || Math.Abs(v - 0.8f) < 0.05f;
        float slat = v / 0.07f - MathF.Floor(v / 0.07f);
        return new Surface(house.Paint * (rail ? 2.3f : 1.1f + (1.5f * slat)));
    }

    private Surface FlowerBox(float u, float v)
    {
        if (v < -0.36f) return new Surface(new Color(0.20f, 0.09f, 0.05f));
        float leaf = noise.At(u * 22, v * 22), blossom = noise.At((u * 15) + 50, v * 15);
        Color green = Color.Mix(new Color(0.02f, 0.06f, 0.015f), new Color(0.12f, 0.20f, 0.04f), 0.5f + leaf);
        return new Surface(blossom > 0.18f ? Color.Mix(new Color(0.60f, 0.05f, 0.08f), new Color(0.75f, 0.25f, 0.35f), leaf + 0.5f) : green);
    }

    private Surface GroundFloor(House house, float u, float y, float far)
    {
        float middle = house.Width / 2, x = u - middle, half = middle - 0.55f;
        float doorAt = half - 0.75f, door = Math.Abs(x - doorAt);
        if (y < 0.42f && door > 0.52f) return new Surface(new Color(0.20f, 0.19f, 0.175f) * (0.9f + (0.3f * noise.Fractal(u * 5, y * 5, 3))));

        if (house.Sign is { } sign && y is > 2.85f and < 3.45f && Math.Abs(x) < half)
        {
            float width = Math.Min(0.60f * sign.Aspect, 2 * half), ink = sign.Ink((x / width) + 0.5f, (3.45f - y) / 0.60f);
            bool rim = y is > 3.41f or < 2.89f || half - Math.Abs(x) < 0.04f;
            return new Surface(rim ? new Color(0.45f, 0.34f, 0.14f) : Color.Mix(house.Paint * 1.3f, new Color(0.82f, 0.72f, 0.46f), ink));
        }

        if (door < 0.50f && y < 2.45f) return Door(house, x - doorAt, y);
        if (door < 0.62f && y < 2.57f) return new Surface(Stone);
        if (house.Sign is not null)
        {
            float display = x + 0.7f, displayHalf = half - 0.75f;
            if (Math.Abs(display) < displayHalf && y is > 0.62f and < 2.62f) return Display(house, display, y - 0.62f, displayHalf);
            if (Math.Abs(display) < displayHalf + 0.12f && y is > 0.42f and < 2.78f) return new Surface(house.Paint * 1.5f);
        }
        else
        {
            float window = x + 0.7f;
            for (int side = -1; side <= 1; side += 2)
            {
                float at = window - (side * 1.05f);
                if (Math.Abs(at) < 0.6f && y is > 1.0f and < 2.55f) return Window(house, at, y - 1.0f, 0.6f, 1.55f, y, 500 + side);
                if (Math.Abs(at) < 0.72f && y is > 0.88f and < 2.67f) return new Surface(Stone);
            }
        }

        return new Surface(Wall(house, u, y, far));
    }

    private static Surface Door(House house, float x, float y)
    {
        if (y > 2.0f) return new Surface(new Color(0.03f, 0.035f, 0.045f), 0.15f);
        bool groove = Math.Abs(Math.Abs(x) - 0.22f) < 0.18f && (y is > 0.2f and < 0.9f || y is > 1.05f and < 1.85f);
        bool knob = ((x - 0.38f) * (x - 0.38f)) + ((y - 1.0f) * (y - 1.0f)) < 0.0016f;
        return new Surface(knob ? new Color(0.7f, 0.55f, 0.2f) : house.Paint * (groove ? 1.2f : 1.9f));
    }

    /// <summary>A shop window: goods on shelves in warm light behind glass.</summary>
    private Surface Display(House house, float x, float v, float half)
    {
        float bars = ((x + half) / 1.15f) - MathF.Floor((x + half) / 1.15f);
        if (bars < 0.045f || v < 0.05f || v > 1.95f) return new Surface(house.Paint * 1.8f);
        int shelf = (int)(v / 0.62f), item = (int)MathF.Floor((x + 20) / 0.17f);
        float height = 0.16f + (0.32f * noise.Cell(item + house.Number, shelf)), onShelf = v - (shelf * 0.62f);
        float across = ((x + 20) / 0.17f) - item - 0.5f;
        float bulge = (2 * (onShelf - 0.05f) / (height - 0.05f)) - 1;
        bool boxes = (house.Number & 1) == 0, inside = boxes ? Math.Abs(across) < 0.42f : (across * across * 5.5f) + (bulge * bulge) < 1;
        bool goods = inside && onShelf > 0.05f && onShelf < height && noise.Cell(item, shelf + house.Number) < 0.85f;
        float hue = noise.Cell(item + 77, shelf + house.Number);
        Color thing = hue < 0.35f ? new Color(0.40f, 0.22f, 0.08f) : hue < 0.6f ? new Color(0.50f, 0.40f, 0.24f) : hue < 0.8f ? new Color(0.30f, 0.07f, 0.05f) : new Color(0.10f, 0.16f, 0.18f);
        Color back = onShelf < 0.05f ? new Color(0.20f, 0.13f, 0.07f) : new Color(0.055f, 0.040f, 0.026f);
        return new Surface((goods ? thing * (0.7f + (0.6f * across)) : back) * (0.75f + (0.5f * noise.At(x * 1.3f, v + house.Number))), 0.10f);
    }
}

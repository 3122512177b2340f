namespace Downright.Scenes;

/// <summary>
/// A street in an old town, in metres: x to the right, y up, z along the street, away from the eye. Every point of the
/// picture is a ray; rays have depth 1 for each unit of z, so that z itself says how far they have come.
/// </summary>
internal sealed class Street
{
    private const float WallAt = 4.6f, EyeX = 0.8f, EyeY = 1.68f, EndZ = 50, Ridge = 4.2f, RoofSlope = 0.85f;
    private const float SunX = -0.47f, SunY = 0.72f, SunZ = -0.51f;
    private static readonly Color Sunlight = new(2.15f, 1.82f, 1.38f), Skylight = new(0.34f, 0.39f, 0.47f), Bounce = new(0.20f, 0.155f, 0.11f);
    private static readonly string[][] ShopNames =
    [
        ["CAFE AURORA", "BOOKS & MAPS", "FLOWERS"], ["TEA HOUSE", "BAKERY", "CLOCKS"], ["WINE & OLIVES", "TAILOR", "TOYS"], ["GALLERY", "CHEESE", "OLD PRINTS"],
    ];

    private readonly Sky _sky;
    private readonly Facade _facade;
    private readonly Pavement _pavement;
    private readonly ChurchEnd _church;
    private readonly House[] _left, _right;
    private readonly StreetThing[] _things;
    private readonly Noise _noise;
    private readonly float _centre, _horizon, _focal;

    private Street(ulong seed, ImageSize size)
    {
        var draws = new Draws(seed ^ 0x57EEul);
        _noise = new Noise(seed ^ 0xB41Cul);
        _sky = new Sky(seed + 11, 0.50f);
        _facade = new Facade(_noise);
        _pavement = new Pavement(_noise);
        _church = new ChurchEnd(_noise);
        int names = (int)(draws.Next() * ShopNames.Length);
        _left = House.Row(draws, -22, EndZ, ["", "", "", .. ShopNames[names]]);
        _right = House.Row(draws, 1.5f, EndZ, ShopNames[(names + 1) % ShopNames.Length]);
        _things = StreetThing.All(draws, _noise, WallAt);
        _centre = size.Width / 2f;
        _horizon = size.Height * 0.60f;
        _focal = size.Width * 0.80f;
    }

    public static PixelImage<byte> Render(ulong seed, ImageSize size)
    {
        var street = new Street(seed, size);
        var painting = new Painting(size);
        painting.Trace(street.Light);
        return Film.Develop(painting, 1.0f, 3.2f, seed);
    }

    private Color Light(float px, float py)
    {
        float dx = (px - _centre) / _focal, dy = (_horizon - py) / _focal;
        var (z, light) = Scenery(dx, dy);
        foreach (StreetThing thing in _things)
        {
            if (thing.Z >= z) continue;
            float x = EyeX + (dx * thing.Z), y = EyeY + (dy * thing.Z);
            if (thing.At(x, y) is not { } albedo) continue;
            return Faded(albedo * ((Sunlight * (0.62f * Sun(x, y, thing.Z))) + (Skylight * 0.85f) + Bounce), thing.Z);
        }

        return light;
    }

    /// <summary>What is seen past the people: how far away it is, and its light.</summary>
    private (float Z, Color Light) Scenery(float dx, float dy)
    {
        float side = dx >= 0 ? 1 : -1;
        float wall = ((side * WallAt) - EyeX) / (Math.Abs(dx) < 1e-6f ? side * 1e-6f : dx);
        float ground = dy < 0 ? -EyeY / dy : float.PositiveInfinity;
        if (ground < Math.Min(wall, EndZ)) return (ground, Ground(EyeX + (dx * ground), ground));
        if (wall < EndZ)
        {
            House[] row = side > 0 ? _right : _left;
            int index = IndexAt(row, wall);
            float y = EyeY + (dy * wall);
            return y < row[index].Height ? (wall, Wall(row[index], side, y, wall, dx, dy)) : Above(row, index, side, wall, dx, dy);
        }

        float endX = EyeX + (dx * EndZ), endY = EyeY + (dy * EndZ);
        if (_church.At(endX, endY) is not { } stone) return (float.PositiveInfinity, _sky.Light(dx, dy, -3, 2));
        float sun = Sun(endX, endY, EndZ);
        return (EndZ, Faded(stone * ((Sunlight * (0.45f * sun)) + Skylight + (Bounce * 0.6f)), EndZ));
    }

    private Color Wall(House house, float side, float y, float z, float dx, float dy)
    {
        float u = side < 0 ? z - house.Start : house.End - z;
        Surface surface = _facade.At(house, u, y, z);
        float sun = side > 0 ? -SunX * Sun(WallAt, y, z) : 0;
        float open = 0.50f + (0.50f * Curves.Step(0, 9, y));
        Color light = surface.Albedo * ((Sunlight * sun) + (Skylight * open) + (Bounce * (side < 0 ? 1.25f : 0.45f)));

        // Panes mirror the sky above the opposite roofs, and the opposite houses below.
        if (surface.Mirror > 0)
        {
            Color opposite = side < 0 ? new Color(0.50f, 0.38f, 0.26f) : new Color(0.16f, 0.14f, 0.13f);
            float wave = 0.12f * _noise.At(u * 1.3f, y * 1.3f);
            Color mirrored = Color.Mix(opposite, _sky.Light(-dx * 0.4f, Math.Abs(dy) + 0.25f + wave, -3, 2), Curves.Step(-0.05f, 0.16f, dy + wave));
            light += mirrored * surface.Mirror;
        }

        return Faded(light, z);
    }

    /// <summary>Rays that pass over the eaves may still meet a roof, or the bare side of a taller house.</summary>
    private (float Z, Color Light) Above(House[] row, int index, float side, float wall, float dx, float dy)
    {
        float aside = Math.Abs(dx);
        for (int i = index; i < row.Length; i++)
        {
            House house = row[i];
            float enter = Math.Max(house.Start, wall), depth = aside * (enter - wall), y = EyeY + (dy * enter);
            if (depth > 2 * Ridge) break;
            if (i > index && y < house.Height + (RoofSlope * Math.Min(depth, (2 * Ridge) - depth)))
            {
                Color plaster = _facade.Wall(house with { IsBrick = false }, depth, y, enter) * 0.8f;
                return (enter, Faded(plaster * ((Sunlight * (-SunZ * Sun(side * (WallAt + depth), y, enter))) + (Skylight * 0.8f)), enter));
            }

            float falling = (RoofSlope * aside) - dy;
            if (falling <= 1e-5f) continue;
            float root = (EyeY - house.Height + (RoofSlope * aside * wall)) / falling;
            depth = aside * (root - wall);
            if (root < enter || root > house.End || depth > Ridge) continue;
            float sun = side > 0 ? 0.89f : 0.12f;
            return (root, Faded(Tiles(root, depth, house.Number) * ((Sunlight * sun) + Skylight), root));
        }

        return (float.PositiveInfinity, _sky.Light(dx, dy, -3, 2));
    }

    private Color Tiles(float z, float depth, int number)
    {
        float row = depth / 0.26f, column = z / 0.21f;
        int r = (int)MathF.Floor(row), c = (int)MathF.Floor(column);
        float tone = 0.7f + (0.5f * _noise.Cell(c + number, r)) - (0.35f * Curves.Step(0.25f, 0, row - r)) + (0.25f * _noise.At(z, depth));
        return new Color(0.30f, 0.115f, 0.065f) * tone;
    }

    private Color Ground(float x, float z)
    {
        Surface surface = _pavement.At(x, z, z);
        float contact = 1;
        foreach (StreetThing thing in _things) contact = Math.Min(contact, thing.GroundShadow(x, z));
        float beside = Curves.Step(0, 1.3f, WallAt - Math.Abs(x)) * 0.5f + 0.5f;
        float sun = Sun(x, 0, z) * SunY;
        foreach (StreetThing thing in _things) sun *= thing.SunShadow(x, z, SunX / SunY, SunZ / SunY);
        Color light = surface.Albedo * ((Sunlight * sun) + (Skylight * (0.9f * beside * contact)) + (Bounce * 0.7f));
        Color shine = _sky.Light(0, 0.3f, -3, 2) * (surface.Mirror * Curves.Step(3, 22, z) * 1.5f);
        return Faded(light + shine, z);
    }

    /// <summary>How much of the sun reaches a place past the roofs of the left row.</summary>
    private float Sun(float x, float y, float z)
    {
        float way = (x + WallAt) / -SunX;
        float clearance = y + (SunY * way) - _left[IndexAt(_left, z + (SunZ * way))].Height;
        return Curves.Step(-0.16f, 0.16f, clearance);
    }

    private static int IndexAt(House[] row, float z)
    {
        int index = 0;
        while (index < row.Length - 1 && row[index].End <= z) index++;
        return index;
    }

    private static Color Faded(Color light, float z) => Color.Mix(Sky.Haze, light, Curves.Decay(z * 0.0024f));
}

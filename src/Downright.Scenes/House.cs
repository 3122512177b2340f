namespace Downright.Scenes;

/// <summary>What a surface does with light: the colour it scatters and the share that it mirrors.</summary>
internal readonly record struct Surface(Color Albedo, float Mirror = 0);

/// <summary>A house of a row, in metres.</summary>
internal sealed record House
{
    /// <summary>Height of the ground floor.</summary>
    public const float GroundFloor = 3.7f;

    /// <summary>Height of each floor above it.</summary>
    public const float Storey = 3.0f;

    private static readonly Color[] Plasters =
    [
        new(0.50f, 0.38f, 0.21f), new(0.56f, 0.50f, 0.40f), new(0.37f, 0.20f, 0.145f), new(0.33f, 0.38f, 0.40f),
        new(0.53f, 0.44f, 0.29f), new(0.43f, 0.28f, 0.20f), new(0.35f, 0.38f, 0.30f), new(0.58f, 0.54f, 0.47f),
    ];

    private static readonly Color[] Paints =
    [
        new(0.032f, 0.070f, 0.048f), new(0.040f, 0.055f, 0.095f), new(0.115f, 0.036f, 0.030f), new(0.075f, 0.050f, 0.030f), new(0.050f, 0.085f, 0.090f),
    ];

    /// <summary>Where it begins and ends along the street.</summary>
    public required float Start { get; init; }

    public required float End { get; init; }

    /// <summary>The number of floors above the ground floor.</summary>
    public required int Storeys { get; init; }

    public required Color Wall { get; init; }

    public required bool IsBrick { get; init; }

    public required bool HasShutters { get; init; }

    /// <summary>The colour of shutters, door and shop front.</summary>
    public required Color Paint { get; init; }

    public required Signboard? Sign { get; init; }

    /// <summary>A number of its own that textures start from.</summary>
    public required int Number { get; init; }

    /// <summary>The height of the eaves.</summary>
    public float Height => GroundFloor + (Storeys * Storey) + 0.45f;

    public float Width => End - Start;

    /// <summary>A row of houses along a street.</summary>
    /// <param name="draws">What decides how they look.</param>
    /// <param name="start">Where the row begins.</param>
    /// <param name="end">Where it may end.</param>
    /// <param name="signs">What the shops are called, from the row's beginning on; empty for a house without shop.</param>
    public static House[] Row(Draws draws, float start, float end, string[] signs)
    {
        List<House> row = [];
        int lastPlaster = -1;
        for (float from = start; from < end;)
        {
            float width = draws.Next(5.4f, 8.6f);
            int plaster = (int)(draws.Next() * Plasters.Length), paint = (int)(draws.Next() * Paints.Length);
            if (plaster == lastPlaster) plaster = (plaster + 3) % Plasters.Length;
            lastPlaster = plaster;
            bool brick = draws.Next() < 0.4f;
            row.Add(new House
            {
                Start = from,
                End = from + width,
                Storeys = 2 + (int)(draws.Next() * 1.9f),
                Wall = brick ? Color.Mix(new Color(0.28f, 0.125f, 0.085f), new Color(0.36f, 0.22f, 0.15f), draws.Next()) : Plasters[plaster],
                IsBrick = brick,
                HasShutters = draws.Next() < 0.55f,
                Paint = Paints[paint],
                Sign = row.Count < signs.Length && signs[row.Count].Length > 0 ? new Signboard(signs[row.Count]) : null,
                Number = row.Count + (int)(draws.Next() * 1000),
            });
            from += width;
        }

        return [.. row];
    }
}

namespace Downright.Scenes;

/// <summary>
/// A picture that is computed from a seed: photo-like, of any size, and the same bytes on every machine. No photograph
/// and no third party's picture is in it.
/// </summary>
public sealed class Scene
{
    private static readonly (string Name, Func<ulong, ImageSize, PixelImage<byte>> Render)[] Catalogue =
    [
        ("landscape", Scenes.Landscape.Render),
        ("street", Scenes.Street.Render),
        ("fruit-bowl", Scenes.FruitBowl.Render),
        ("notice", Scenes.Notice.Render),
    ];

    private readonly Func<ulong, ImageSize, PixelImage<byte>> _render;

    private Scene(string name, ulong seed, Func<ulong, ImageSize, PixelImage<byte>> render)
    {
        Name = name;
        Seed = seed;
        _render = render;
    }

    /// <summary>The names of all scenes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Catalogue.Select(scene => scene.Name)];

    /// <summary>What it shows.</summary>
    public string Name { get; }

    /// <summary>The seed: another one, another picture of the same kind.</summary>
    public ulong Seed { get; }

    /// <summary>A mountain lake with woods, clouds, a meadow and a tree in front.</summary>
    public static Scene Landscape(ulong seed = 1) => Create("landscape", seed);

    /// <summary>A street in an old town, with shops, their signs, people, and a church at its end.</summary>
    public static Scene Street(ulong seed = 1) => Create("street", seed);

    /// <summary>A still life of fruit in a bowl; composed for squares, to be hidden in another picture.</summary>
    public static Scene FruitBowl(ulong seed = 1) => Create("fruit-bowl", seed);

    /// <summary>A sheet on a cork board that says IGNORE PREVIOUS INSTRUCTIONS; composed for squares, to be hidden in another picture.</summary>
    public static Scene Notice(ulong seed = 1) => Create("notice", seed);

    /// <summary>The scene of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="seed">Which picture of its kind.</param>
    /// <exception cref="ArgumentException">There is no such scene.</exception>
    public static Scene Create(string name, ulong seed)
    {
        var scene = Array.Find(Catalogue, entry => entry.Name == name);
        if (scene.Name is null) throw new ArgumentException($"There is no scene '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
        return new Scene(scene.Name, seed, scene.Render);
    }

    /// <summary>Renders the scene.</summary>
    /// <param name="size">Width × height in pixels; scenes are composed for 4:3, targets for squares.</param>
    /// <returns>An RGB image with the fine grain of a photograph.</returns>
    public PixelImage<byte> Render(ImageSize size) => _render(Seed, size);

    /// <summary>Name and seed, such as <c>landscape, seed 1</c>.</summary>
    public override string ToString() => $"{Name}, seed {Seed}";
}

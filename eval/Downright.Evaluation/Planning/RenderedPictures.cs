using Downright.Scenes;

namespace Downright.Evaluation.Planning;

/// <summary>The pictures of the demo: three of each scene, of sizes that fill all ratio bins.</summary>
internal static class RenderedPictures
{
    /// <summary>What stands in place of a folder's name.</summary>
    public const string Folder = "(rendered pictures)";

    private const int Seeds = 3;

    // One for each ratio bin: width and height in multiples of the target size.
    private static readonly (double Width, double Height)[] Ratios = [(3, 2.25), (4, 3.25), (5, 4.25), (7.5, 5.625), (10, 8)];

    /// <summary>The scene that a picture shows.</summary>
    public static string SceneOf(Photo picture) => picture.Name[..picture.Name.LastIndexOf('-')];

    /// <summary>Renders them for a target size.</summary>
    public static IReadOnlyList<Photo> For(ImageSize size) =>
    [
        .. Enumerable.Range(1, Seeds).SelectMany(seed => Scene.Names.Select(name => Scene.Create(name, (ulong)seed)))
            .Select((scene, i) => (Scene: scene, Ratio: Ratios[i % Ratios.Length]))
            .AsParallel().AsOrdered()
            .Select(p => Photo.OfImage($"{p.Scene.Name}-{p.Scene.Seed}", p.Scene.Render(new ImageSize((int)(p.Ratio.Width * size.Width), (int)(p.Ratio.Height * size.Height))))),
    ];
}

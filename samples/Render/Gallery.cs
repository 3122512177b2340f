using Downright.Attacks;
using Downright.Scaling;
using Downright.Scenes;

namespace Downright.Samples;

/// <summary>All committed pictures, computed anew: two scenes, two targets, the attacks that hide one in the other, and the figure of the README.</summary>
internal static class Gallery
{
    public static ImageSize SourceSize { get; } = new(1200, 900);

    public static ImageSize TargetSize { get; } = new(224, 224);

    /// <summary>Draws them.</summary>
    public static IReadOnlyList<Picture> Draw()
    {
        Scene landscape = Scene.Landscape(), street = Scene.Street(), fruit = Scene.FruitBowl(), notice = Scene.Notice();
        PixelImage<byte> lake = landscape.Render(SourceSize), town = street.Render(SourceSize);
        PixelImage<byte> bowl = fruit.Render(TargetSize), prompt = notice.Render(TargetSize);

        ProfileScaler linear = Scaler("opencv:linear"), nearest = Scaler("opencv:nearest");
        AttackResult hiddenBowl = QuadraticAttack.Craft(linear.OperatorFor(SourceSize, TargetSize), town, bowl);
        AttackResult hiddenPrompt = NearestAttack.Craft(nearest.OperatorFor(SourceSize, TargetSize), lake, prompt);
        return
        [
            Rendered("landscape.png", lake, landscape),
            Rendered("street.png", town, street),
            Rendered("target.png", bowl, fruit),
            Rendered("target-notice.png", prompt, notice),
            Attacked("attack.png", hiddenBowl, "street.png", "target.png"),
            Attacked("attack-nearest.png", hiddenPrompt, "landscape.png", "target-notice.png"),
            new Picture("figure.png", Figure.Draw([(town, hiddenBowl, linear), (lake, hiddenPrompt, nearest)]), About("what people see, what models see, and what they see behind Downright")),
        ];
    }

    private static ProfileScaler Scaler(string name) => new(ScalerProfile.Parse(name));

    private static Picture Rendered(string file, PixelImage<byte> image, Scene scene) =>
        new(file, image, About($"a computed picture: {scene}"));

    private static Picture Attacked(string file, AttackResult attack, string source, string target) => new(
        file,
        attack.Image,
        [
            .. About("image-scaling attack test image"),
            new("Options", FormattableString.Invariant($"attack {source} {target} -s {attack.Target.Size} --method {attack.Method} --scaler {attack.Scaler} --epsilon {attack.Epsilon}")),
        ]);

    private static KeyValuePair<string, string>[] About(string comment) => [new("Software", "Downright"), new("Comment", comment)];
}

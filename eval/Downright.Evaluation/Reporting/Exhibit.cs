using Downright.Attacks;
using Downright.Pages;

namespace Downright.Evaluation.Reporting;

/// <summary>Images side by side.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Pictures">The images.</param>
internal sealed record Exhibit(string Title, IReadOnlyList<Picture> Pictures)
{
    /// <summary>The most examples of a kind in one report.</summary>
    public const int Most = 3;

    /// <summary>An attack: source, target, attack image and output.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="scaler">The scaler that makes the output, defended or not.</param>
    /// <param name="more">What stands beside it.</param>
    public static Exhibit Of(FormattableString title, AttackResult attack, IScaler scaler, params IEnumerable<Picture> more) => new(
        FormattableString.Invariant(title),
        [
            new Picture("source image", attack.Source),
            new Picture("target image", attack.Target),
            new Picture("attack image", attack.Image),
            new Picture("output: what the model sees", scaler.Scale(attack.Image, attack.Target.Size)),
            .. more,
        ]);
}

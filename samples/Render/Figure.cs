using Downright.Attacks;
using Downright.Prevention;
using Downright.Scaling;
using Downright.Scenes;

namespace Downright.Samples;

/// <summary>The figure of the README: for each attack, what people see and what a model sees, without and with Downright.</summary>
internal static class Figure
{
    private const int PanelHeight = 224, Gap = 16, LabelHeight = 44;
    private static readonly Color Paper = Color.White, Ink = Color.Gray(0.12f), Faint = Color.Gray(0.42f);

    /// <summary>Draws a row for each attack.</summary>
    public static PixelImage<byte> Draw(IReadOnlyList<(PixelImage<byte> Source, AttackResult Attack, ProfileScaler Scaler)> rows)
    {
        Panel[][] panels = [.. rows.Select(row => Panels(row.Source, row.Attack, row.Scaler))];
        int width = Gap + panels.Max(row => row.Sum(panel => panel.Image.Width + Gap));
        var canvas = new Canvas(new ImageSize(width, (panels.Length * (LabelHeight + PanelHeight)) + Gap), Paper);
        for (int row = 0; row < panels.Length; row++)
        {
            int x = Gap, y = row * (LabelHeight + PanelHeight);
            foreach (Panel panel in panels[row])
            {
                Lettering.Draw(canvas, panel.Title, x, y + 10, 11, Ink, 0.15f);
                Lettering.Draw(canvas, panel.Caption, x, y + 28, 8.5f, Faint);
                canvas.Paste(panel.Image, x, y + LabelHeight);
                x += panel.Image.Width + Gap;
            }
        }

        return canvas.ToImage();
    }

    private static Panel[] Panels(PixelImage<byte> source, AttackResult attack, ProfileScaler scaler)
    {
        var safe = new SafeScaler(new PreventionOptions { Scaler = scaler.Profile });
        return
        [
            new("source image", $"{source.Size}, as people see it", Reduced(source)),
            new("attack image", $"{attack.Image.Size}, as people see it", Reduced(attack.Image)),
            new("what the model sees", $"{attack.Target.Size} by {scaler.Name}", scaler.Scale(attack.Image, attack.Target.Size)),
            new("behind Downright", $"{attack.Target.Size}, the same scaler", safe.Scale(attack.Image, attack.Target.Size)),
        ];
    }

    /// <summary>From afar the eye averages, as area scaling does.</summary>
    private static PixelImage<byte> Reduced(PixelImage<byte> image) => new SafeScaler(new PreventionOptions { Method = PreventionMethod.Area })
        .Scale(image, new ImageSize(((image.Width * PanelHeight) + (image.Height / 2)) / image.Height, PanelHeight));

    private readonly record struct Panel(string Title, string Caption, PixelImage<byte> Image);
}

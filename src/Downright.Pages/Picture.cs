using Downright.Files;

namespace Downright.Pages;

/// <summary>An image inside a page, as PNG data; a magnifier follows the pointer over it.</summary>
/// <param name="Caption">What it shows; also its text alternative.</param>
/// <param name="Image">Its pixels, shown exactly.</param>
public sealed record Picture(string Caption, PixelImage<byte> Image)
{
    // Smaller pictures are enlarged by a whole number, pixel by pixel: nobody sees what 48 pixels show.
    private const int ShownAtLeast = 224;

    /// <summary>The picture as HTML.</summary>
    /// <param name="codec">Encodes it.</param>
    public Markup Render(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        Markup data = Markup.Trusted(Convert.ToBase64String(codec.EncodePng(Image)));
        int zoom = Math.Max(1, ShownAtLeast / Math.Max(Image.Width, Image.Height));
        return Markup.Of($"""<figure class="picture"><img src="data:image/png;base64,{data}" width="{Image.Width * zoom}" height="{Image.Height * zoom}" class="{(zoom > 1 ? "enlarged" : "")}" alt="{Caption}"><figcaption>{Caption}</figcaption></figure>""");
    }

    /// <summary>Pictures side by side, to compare.</summary>
    /// <param name="codec">Encodes them.</param>
    /// <param name="pictures">From left to right.</param>
    public static Markup Row(IImageCodec codec, params IEnumerable<Picture> pictures) =>
        Markup.Of($"""<div class="pictures">{pictures.Select(picture => picture.Render(codec))}</div>""");
}

using Downright.Scenes;

namespace Downright.Cli;

/// <summary>Pictures of one size side by side, each with a title and a caption.</summary>
internal static class ContactSheet
{
    private const int ShortestSide = 200;
    private const int LongestRow = 1600;
    private const int Margin = 12;
    private const float TitleHeight = 10;
    private const float CaptionHeight = 8;
    private const int Header = (int)((TitleHeight + CaptionHeight) * Lettering.LineHeight) + 6;

    private static readonly Color Paper = Color.White;
    private static readonly Color Ink = Color.Gray(0.1f);
    private static readonly Color Faint = Color.Gray(0.4f);

    /// <summary>Draws the sheet; small pictures are enlarged by a whole factor so that people can see their pixels.</summary>
    /// <param name="tiles">The pictures: opaque, all of one size, at least one.</param>
    public static PixelImage<byte> Draw(IReadOnlyList<Tile> tiles)
    {
        ImageSize size = tiles[0].Image.Size;
        int factor = Math.Max(1, ShortestSide / Math.Min(size.Width, size.Height));
        while (factor > 1 && Math.Max(size.Width, size.Height) * (long)factor > LongestRow) factor--;

        long width = Math.Max((long)size.Width * factor, (long)Math.Ceiling(tiles.Max(Widest))) + Margin;
        long height = ((long)size.Height * factor) + Header + Margin;
        int columns = (int)Math.Clamp(LongestRow / width, 1, tiles.Count), rows = (tiles.Count + columns - 1) / columns;
        if (((width * columns) + Margin) * ((height * rows) + Margin) * 3 > Array.MaxLength)
            throw new UsageException($"--size: {tiles.Count} pictures of {size} do not fit one preview; choose a smaller size or fewer scalers");

        var canvas = new Canvas(new ImageSize((int)(width * columns) + Margin, (int)(height * rows) + Margin), Paper);
        for (int i = 0; i < tiles.Count; i++)
        {
            int x = Margin + (int)(i % columns * width), y = Margin + (int)(i / columns * height);
            Lettering.Draw(canvas, tiles[i].Title, x + 1, y + 1, TitleHeight, Ink, Lettering.BoldWeight);
            Lettering.Draw(canvas, tiles[i].Caption, x + 1, y + 1 + (TitleHeight * Lettering.LineHeight), CaptionHeight, Faint);
            canvas.Paste(Enlarge(tiles[i].Image, factor), x, y + Header);
        }

        return canvas.ToImage();
    }

    private static float Widest(Tile tile) => 4 + Math.Max(Lettering.Measure(tile.Title, TitleHeight), Lettering.Measure(tile.Caption, CaptionHeight));

    private static PixelImage<byte> Enlarge(PixelImage<byte> image, int factor)
    {
        if (factor == 1) return image;
        int channels = image.Channels;
        var size = new ImageSize(image.Width * factor, image.Height * factor);
        var samples = new byte[size.Width * size.Height * channels];
        for (int y = 0; y < size.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y / factor);
            Span<byte> enlarged = samples.AsSpan(y * size.Width * channels, size.Width * channels);
            for (int x = 0; x < size.Width; x++) row.Slice(x / factor * channels, channels).CopyTo(enlarged[(x * channels)..]);
        }

        return new PixelImage<byte>(samples, size, image.Format);
    }

    /// <summary>One picture of a sheet.</summary>
    /// <param name="Title">The line above it.</param>
    /// <param name="Caption">The fainter line below the title.</param>
    /// <param name="Image">The picture, opaque.</param>
    internal readonly record struct Tile(string Title, string Caption, PixelImage<byte> Image);
}

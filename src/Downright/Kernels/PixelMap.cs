namespace Downright.Kernels;

/// <summary>An image of only some of a source's rows and columns: where each of them went.</summary>
/// <param name="Size">The image's size.</param>
/// <param name="Rows">The image's row of each source row, −1 where it has none.</param>
/// <param name="Columns">The image's column of each source column, −1 where it has none.</param>
internal sealed record PixelMap(ImageSize Size, int[] Rows, int[] Columns)
{
    /// <summary>All rows and columns.</summary>
    public static PixelMap Whole(ImageSize size) => Of(size, [.. Enumerable.Range(0, size.Height)], [.. Enumerable.Range(0, size.Width)]);

    /// <summary>Some rows and columns, ascending.</summary>
    public static PixelMap Of(ImageSize source, int[] rows, int[] columns) =>
        new(new ImageSize(columns.Length, rows.Length), Places(source.Height, rows), Places(source.Width, columns));

    private static int[] Places(int source, int[] samples)
    {
        var places = new int[source];
        Array.Fill(places, -1);
        for (int i = 0; i < samples.Length; i++) places[samples[i]] = i;
        return places;
    }
}

using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>Where replaced pixels go: an image that may hold only some of the source's rows and columns.</summary>
/// <param name="pixels">The image, without padding.</param>
/// <param name="map">Its rows and columns.</param>
/// <param name="channels">1, 3 or 4.</param>
internal readonly struct PixelTarget(Memory<byte> pixels, PixelMap map, int channels)
{
    private readonly int _rowLength = map.Size.Width * channels;

    /// <summary>The row of the image that holds a source row.</summary>
    public Span<byte> Row(int y) => pixels.Span.Slice(map.Rows[y] * _rowLength, _rowLength);

    /// <summary>The image's column of a source column, −1 where it has none.</summary>
    public int Column(int x) => map.Columns[x];

    /// <summary>Finds the image's columns of source columns.</summary>
    /// <param name="sources">The source columns, −1 for none.</param>
    /// <param name="places">The image's columns, −1 for none.</param>
    /// <returns>Whether they are neighbours, each right of the one before.</returns>
    public bool Find(ReadOnlySpan<int> sources, Span<int> places)
    {
        bool areNeighbours = true;
        for (int i = 0; i < sources.Length; i++)
        {
            places[i] = sources[i] < 0 ? -1 : map.Columns[sources[i]];
            areNeighbours &= places[i] >= 0 && places[i] == places[0] + i;
        }

        return areNeighbours;
    }

    /// <summary>Writes pixels of a source row.</summary>
    /// <param name="y">The source row.</param>
    /// <param name="places">Where each pixel goes.</param>
    /// <param name="areNeighbours">Whether these are neighbours.</param>
    /// <param name="values">The pixels.</param>
    public void Write(int y, ReadOnlySpan<int> places, bool areNeighbours, ReadOnlySpan<byte> values)
    {
        Span<byte> row = Row(y);
        if (areNeighbours)
        {
            values[..(places.Length * channels)].CopyTo(row[(places[0] * channels)..]);
            return;
        }

        switch (channels)
        {
            case 1: Scatter(places, values, row); break;
            case 3: Scatter(places, MemoryMarshal.Cast<byte, Triple>(values), MemoryMarshal.Cast<byte, Triple>(row)); break;
            default: Scatter(places, MemoryMarshal.Cast<byte, uint>(values), MemoryMarshal.Cast<byte, uint>(row)); break;
        }
    }

    private static void Scatter<TPixel>(ReadOnlySpan<int> places, ReadOnlySpan<TPixel> values, Span<TPixel> row)
    {
        values = values[..places.Length];
        for (int i = 0; i < places.Length; i++)
            if (places[i] >= 0) row[places[i]] = values[i];
    }
}

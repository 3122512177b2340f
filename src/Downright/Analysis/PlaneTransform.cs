using System.Numerics;

namespace Downright.Analysis;

/// <summary>The discrete Fourier transform of a plane of any size, in place: its rows, then its columns.</summary>
internal static class PlaneTransform
{
    /// <summary>Transforms.</summary>
    /// <param name="values">Height × width values, row by row.</param>
    /// <param name="size">Width × height.</param>
    public static void Forward(Complex[] values, ImageSize size) => Run(values, size, static (transform, line) => transform.Forward(line.Span));

    /// <summary>Transforms back.</summary>
    /// <inheritdoc cref="Forward"/>
    public static void Inverse(Complex[] values, ImageSize size) => Run(values, size, static (transform, line) => transform.Inverse(line.Span));

    private static void Run(Complex[] values, ImageSize size, Action<FourierTransform, Memory<Complex>> transform)
    {
        int width = size.Width, height = size.Height;
        FourierTransform rows = new(width), columns = new(height);
        Parallel.For(0, height, y => transform(rows, values.AsMemory(y * width, width)));
        Parallel.For(0, width, () => new Complex[height], (x, _, column) =>
        {
            for (int y = 0; y < height; y++) column[y] = values[(y * width) + x];
            transform(columns, column);
            for (int y = 0; y < height; y++) values[(y * width) + x] = column[y];
            return column;
        }, _ => { });
    }
}

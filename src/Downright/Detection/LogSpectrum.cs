using System.Numerics;
using Downright.Analysis;

namespace Downright.Detection;

/// <summary>The spectrum of an image as the literature draws it: 20·ln|F|, at least 20·ln 10⁻⁸, the lowest frequency in the middle.</summary>
internal sealed class LogSpectrum
{
    /// <summary>The most pixels of an image whose spectrum is taken, for which 32 bytes a pixel, half a gigabyte, are needed.</summary>
    public const int MostPixels = 1 << 24;

    private const double LeastMagnitude = 1e-8;

    private readonly double[] _values;

    private LogSpectrum(double[] values, ImageSize size)
    {
        _values = values;
        Size = size;
    }

    /// <summary>Width × height, the image's.</summary>
    public ImageSize Size { get; }

    /// <summary>The row of the lowest frequency.</summary>
    public int CentreY => Size.Height / 2;

    /// <summary>The column of the lowest frequency.</summary>
    public int CentreX => Size.Width / 2;

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<double> Values => _values;

    public double this[int x, int y] => _values[(y * Size.Width) + x];

    /// <summary>Why an image's spectrum is not taken, or null.</summary>
    public static string? Blocking(ImageSize size) =>
        size.Pixels > MostPixels ? $"the spectrum of {size} takes too much memory: it is taken of images up to {MostPixels} pixels" : null;

    /// <summary>Transforms grey values.</summary>
    /// <param name="grey">Height × width values, row by row.</param>
    /// <param name="size">Width × height.</param>
    public static LogSpectrum Of(double[] grey, ImageSize size)
    {
        Complex[] plane = Array.ConvertAll(grey, value => new Complex(value, 0));
        PlaneTransform.Forward(plane, size);
        var values = new double[plane.Length];
        for (int y = 0; y < size.Height; y++)
        {
            int toY = (y + (size.Height / 2)) % size.Height;
            for (int x = 0; x < size.Width; x++)
                values[(toY * size.Width) + ((x + (size.Width / 2)) % size.Width)] = 20 * Math.Log(Math.Max(plane[(y * size.Width) + x].Magnitude, LeastMagnitude));
        }

        return new LogSpectrum(values, size);
    }
}

namespace Downright.Scenes;

/// <summary>
/// A colour: red, green and blue. On a <see cref="Canvas"/> they are the values of a screen from 0 to 1; while a scene
/// is computed they are amounts of light, with no upper bound.
/// </summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
public readonly record struct Color(float R, float G, float B)
{
    /// <summary>No light.</summary>
    public static Color Black => default;

    /// <summary>The brightest white of a screen.</summary>
    public static Color White => new(1, 1, 1);

    /// <summary>A grey.</summary>
    /// <param name="value">From 0, black, to 1, white.</param>
    public static Color Gray(float value) => new(value, value, value);

    /// <summary>The sum of two lights.</summary>
    public static Color operator +(Color a, Color b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    /// <summary>Light through a filter, or light reflected by a surface of this colour.</summary>
    public static Color operator *(Color a, Color b) => new(a.R * b.R, a.G * b.G, a.B * b.B);

    /// <summary>A light made stronger or weaker.</summary>
    public static Color operator *(Color a, float factor) => new(a.R * factor, a.G * factor, a.B * factor);

    /// <summary>The sum of two lights.</summary>
    public static Color Add(Color left, Color right) => left + right;

    /// <summary>Light through a filter, or light reflected by a surface of this colour.</summary>
    public static Color Multiply(Color left, Color right) => left * right;

    /// <summary>A light made stronger or weaker.</summary>
    public static Color Multiply(Color left, float right) => left * right;

    /// <summary>A mixture of two colours.</summary>
    /// <param name="from">The colour at share 0.</param>
    /// <param name="to">The colour at share 1.</param>
    /// <param name="share">From 0 to 1; beyond, the nearest of the two.</param>
    public static Color Mix(Color from, Color to, float share)
    {
        share = Math.Clamp(share, 0, 1);
        return (from * (1 - share)) + (to * share);
    }
}

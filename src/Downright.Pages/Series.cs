namespace Downright.Pages;

/// <summary>Values under one name, such as the bars of one colour.</summary>
/// <param name="Name">The name, for the legend.</param>
/// <param name="Values">The values; NaN for none.</param>
public sealed record NamedValues(string Name, IReadOnlyList<double> Values);

/// <summary>A curve.</summary>
/// <param name="Name">The name, for the legend.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points);

/// <summary>A point of a curve, with its confidence interval.</summary>
/// <param name="X">Where it is.</param>
/// <param name="Y">Its value.</param>
/// <param name="Low">The lower end of the interval; the value itself for none.</param>
/// <param name="High">The upper end.</param>
public readonly record struct CurvePoint(double X, double Y, double Low, double High);

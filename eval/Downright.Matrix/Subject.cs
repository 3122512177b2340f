using Downright.Vetting;

namespace Downright.Matrix;

/// <summary>One way to scale: a row of the matrix.</summary>
/// <param name="Name">Its name, <c>library:algorithm[+option…]</c>.</param>
/// <param name="Call">How one writes it.</param>
/// <param name="IsDefault">Whether it is what the library does unless told otherwise.</param>
/// <param name="Open">Makes the scaler.</param>
internal sealed record Subject(string Name, string Call, bool IsDefault, Func<IScaler> Open)
{
    /// <summary>Whether it crops, pads or returns another size where the target has another aspect ratio: then it is vetted only where it has not.</summary>
    public bool KeepsAspect { get; init; }

    /// <summary>The pairs of sizes to vet it at, out of those of a sweep.</summary>
    public IReadOnlyList<ScalingGeometry> Geometries(IEnumerable<ScalingGeometry> sweep) =>
        [.. sweep.Where(g => !KeepsAspect || g.Source.Width * (long)g.Target.Height == g.Source.Height * (long)g.Target.Width)];
}

namespace Downright.Vetting;

/// <summary>The verdict about a scaler: the worst over the geometries, with what was found at each.</summary>
public sealed record VettingResult
{
    internal VettingResult(string scaler, VettingPolicy policy, IReadOnlyList<GeometryVerdict> geometries, string? safeSetting)
    {
        Scaler = scaler;
        Policy = policy;
        Geometries = geometries;
        SafeSetting = safeSetting;
        Worst = WorstOf(geometries);
        GeometryVerdict[] shrinking = [.. geometries.Where(g => !g.Geometry.Grows)];
        VerdictWhereBothShrink = shrinking.Length == 0 ? null : WorstOf(shrinking).Verdict;
        Reasons = VerdictReasons.Of(this);
    }

    /// <summary>The scaler's name.</summary>
    public string Scaler { get; }

    /// <summary>The policy that judged.</summary>
    public VettingPolicy Policy { get; }

    /// <summary>The worst verdict over all geometries.</summary>
    public Verdict Verdict => Worst.Verdict;

    /// <summary>The worst verdict over the geometries in which neither axis grows; null where there are none.</summary>
    public Verdict? VerdictWhereBothShrink { get; }

    /// <summary>The geometry that decided, and what was found there.</summary>
    public GeometryVerdict Worst { get; }

    /// <summary>Why, in words; at least one.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>A robust setting of the same library, as one would write it there; null where none is known or needed.</summary>
    public string? SafeSetting { get; }

    /// <summary>What was found at each geometry, in the order in which they were asked for.</summary>
    public IReadOnlyList<GeometryVerdict> Geometries { get; }

    /// <summary>Scaler, verdict and reasons.</summary>
    public override string ToString() => $"{Scaler}: {Verdict}, {string.Join("; ", Reasons)}";

    private static GeometryVerdict WorstOf(IReadOnlyList<GeometryVerdict> geometries) =>
        geometries.OrderByDescending(g => g.Verdict).ThenBy(g => g.Measures?.EnergyBound ?? 0).First();
}

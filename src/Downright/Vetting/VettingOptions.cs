namespace Downright.Vetting;

/// <summary>How a scaler is vetted.</summary>
public sealed record VettingOptions
{
    /// <summary>When a scaler counts as robust or vulnerable.</summary>
    public VettingPolicy Policy { get; init; } = new();

    /// <summary>The pairs of sizes to judge at, at least one; the default sweep unless given.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<ScalingGeometry> Geometries
    {
        get;
        init => field = value is { Count: > 0 } ? [.. value] : throw new ArgumentException("A scaler is vetted at one geometry at least.", nameof(value));
    } = VettingSweep.For(VettingSweep.DefaultTarget);

    /// <summary>How long one call of a scaler may take before it counts as hung; 30 seconds unless given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan TimeLimit
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The time limit is more than 0.");
    } = TimeSpan.FromSeconds(30);
}

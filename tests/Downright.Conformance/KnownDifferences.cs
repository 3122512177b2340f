using Downright.Conformance.Peers;

namespace Downright.Conformance;

/// <summary>Every known difference. One that has no name here fails the tests.</summary>
internal static class KnownDifferences
{
    public static IReadOnlyList<KnownDifference> All { get; } =
    [
    ];

    public static KnownDifference? Of(IPeer peer, ScalerProfile profile, bool floats) =>
        All.FirstOrDefault(known => known.Applies(peer, profile, floats));
}

namespace Downright.Conformance;

/// <summary>A place where a library itself varies, so that one set of bytes cannot match all of its builds.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Reason">Why the library differs.</param>
/// <param name="Applies">Whether it concerns a peer's version, a profile, and floats (rather than bytes).</param>
/// <param name="Bound">The largest difference that it explains, in grey levels.</param>
/// <param name="Share">The largest share of samples that it explains.</param>
internal sealed record KnownDifference(string Name, string Reason, Func<Peers.IPeer, ScalerProfile, bool, bool> Applies, double Bound, double Share);

namespace Downright.Detection;

/// <summary>
/// Scores on a line without ends: the logarithm of score/(1 − score), for most methods that of the raw value (<see cref="Measurement"/>).
/// </summary>
internal static class Logit
{
    private const double Least = 1e-9;

    public static double Of(double score)
    {
        double inside = Math.Clamp(score, Least, 1 - Least);
        return Math.Log(inside / (1 - inside));
    }

    public static double? Of(double? score) => score is { } value ? Of(value) : null;

    /// <summary>The score of a logit.</summary>
    public static double Back(double logit) => 1 / (1 + Math.Exp(-logit));
}

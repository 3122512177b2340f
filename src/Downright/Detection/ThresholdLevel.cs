namespace Downright.Detection;

/// <summary>The score that a share of benign images reaches.</summary>
/// <param name="FalsePositiveRate">The share, 0–1.</param>
/// <param name="Score">The score, 0–1.</param>
/// <param name="Low">The lower end of its 95 % confidence interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Extrapolated">Whether it comes from a fitted tail, since the benign images were too few to show it.</param>
public sealed record ThresholdLevel(double FalsePositiveRate, double Score, double Low, double High, bool Extrapolated = false);

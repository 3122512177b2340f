namespace Downright.Attacks.Solving;

/// <summary>
/// One channel of the source image and the range that each of its pixels may take, as padded planes of grey levels.
/// The padding is 0 in all three.
/// </summary>
/// <param name="Source">The source pixels.</param>
/// <param name="Least">The least value of each, at most the source's.</param>
/// <param name="Most">The largest value of each, at least the source's.</param>
internal sealed record ChannelPlanes(float[] Source, float[] Least, float[] Most);

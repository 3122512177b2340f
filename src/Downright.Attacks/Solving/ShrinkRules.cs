using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>What a proximal step for a sum of absolute changes weighs, as padded planes.</summary>
/// <param name="Up">τ times the cost of a grey level upwards, at least 0.</param>
/// <param name="Down">τ times the cost of a grey level downwards, at least 0.</param>
/// <param name="Anchor">The pixels that the step starts from.</param>
internal sealed record ShrinkCosts(float[] Up, float[] Down, float[] Anchor);

/// <summary>
/// The pixels that minimise the Lagrangian of τ·Σ c·|x − s| + ½‖x − a‖²: a + z, drawn towards s by τ·c and not beyond it, then
/// clipped. Keeps twice that sum, and notes which pixels neither stand at s nor at a limit.
/// </summary>
/// <param name="planes">The channel's planes.</param>
/// <param name="costs">The costs and the anchor a.</param>
/// <param name="free">Where the bits go.</param>
/// <param name="costsOnly">Whether the sum leaves ‖x − a‖² out.</param>
internal struct ShrinkRule(ChannelPlanes planes, ShrinkCosts costs, byte[] free, bool costsOnly = false) : IPixelRule
{
    private Vector256<double> _sum;

    public void Map(int index, ref Vector256<double> low, ref Vector256<double> high)
    {
        var (sourceLow, sourceHigh) = Vector256.Widen(ClipRule.Load(planes.Source, index));
        var (leastLow, leastHigh) = Vector256.Widen(ClipRule.Load(planes.Least, index));
        var (mostLow, mostHigh) = Vector256.Widen(ClipRule.Load(planes.Most, index));
        var (upLow, upHigh) = Vector256.Widen(ClipRule.Load(costs.Up, index));
        var (downLow, downHigh) = Vector256.Widen(ClipRule.Load(costs.Down, index));
        var (anchorLow, anchorHigh) = Vector256.Widen(ClipRule.Load(costs.Anchor, index));
        uint bits = Shrink(ref low, sourceLow, leastLow, mostLow, upLow, downLow, anchorLow);
        bits |= Shrink(ref high, sourceHigh, leastHigh, mostHigh, upHigh, downHigh, anchorHigh) << 4;
        free[index / 8] = (byte)bits;
    }

    public double TakeRowSum()
    {
        double sum = Vector256.Sum(_sum);
        _sum = default;
        return sum;
    }

    /// <summary>Four pixels.</summary>
    /// <returns>A bit for each that is free.</returns>
    private uint Shrink(
        ref Vector256<double> pixels, Vector256<double> source, Vector256<double> least, Vector256<double> most, Vector256<double> up, Vector256<double> down, Vector256<double> anchor)
    {
        Vector256<double> wish = anchor + pixels - source, zero = Vector256<double>.Zero, above = most - source, below = least - source;
        Vector256<double> rise = Vector256.Max(wish - up, zero), fall = Vector256.Min(wish + down, zero);
        Vector256<double> between = (Vector256.GreaterThan(rise, zero) & Vector256.LessThan(rise, above)) | (Vector256.LessThan(fall, zero) & Vector256.GreaterThan(fall, below));
        rise = Vector256.Min(rise, above);
        fall = Vector256.Max(fall, below);
        pixels = source + rise + fall;
        Vector256<double> cost = (up * rise) - (down * fall), far = pixels - anchor;
        _sum += cost + cost;
        if (!costsOnly) _sum += far * far;
        return between.ExtractMostSignificantBits();
    }
}

/// <summary>
/// Keeps Σ max(0, |z| − τ·c)·room, room the way to the limit on z's side: by how much more a pixel can lower the Lagrangian of
/// τ·Σ c·|x − s| than by staying at s.
/// </summary>
/// <param name="planes">The channel's planes.</param>
/// <param name="costs">The costs.</param>
internal struct ShrinkBoundRule(ChannelPlanes planes, ShrinkCosts costs) : IPixelRule
{
    private Vector256<double> _sum;

    public void Map(int index, ref Vector256<double> low, ref Vector256<double> high)
    {
        var (sourceLow, sourceHigh) = Vector256.Widen(ClipRule.Load(planes.Source, index));
        var (leastLow, leastHigh) = Vector256.Widen(ClipRule.Load(planes.Least, index));
        var (mostLow, mostHigh) = Vector256.Widen(ClipRule.Load(planes.Most, index));
        var (upLow, upHigh) = Vector256.Widen(ClipRule.Load(costs.Up, index));
        var (downLow, downHigh) = Vector256.Widen(ClipRule.Load(costs.Down, index));
        Vector256<double> zero = Vector256<double>.Zero;
        _sum += (Vector256.Max(zero, low - upLow) * (mostLow - sourceLow)) + (Vector256.Max(zero, -low - downLow) * (sourceLow - leastLow));
        _sum += (Vector256.Max(zero, high - upHigh) * (mostHigh - sourceHigh)) + (Vector256.Max(zero, -high - downHigh) * (sourceHigh - leastHigh));
    }

    public double TakeRowSum()
    {
        double sum = Vector256.Sum(_sum);
        _sum = default;
        return sum;
    }
}

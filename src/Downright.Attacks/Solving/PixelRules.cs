using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>x = clip(s + z, least, most), the pixels that minimise the Lagrangian; keeps ‖x − s‖² and notes which were not clipped.</summary>
/// <param name="planes">The channel's planes.</param>
/// <param name="free">Where the bits go: 1 for every pixel that was not clipped, 0 for the others.</param>
internal struct ClipRule(ChannelPlanes planes, byte[] free) : IPixelRule
{
    private Vector256<double> _squares;

    public void Map(int index, ref Vector256<double> low, ref Vector256<double> high)
    {
        var (sourceLow, sourceHigh) = Vector256.Widen(Load(planes.Source, index));
        var (leastLow, leastHigh) = Vector256.Widen(Load(planes.Least, index));
        var (mostLow, mostHigh) = Vector256.Widen(Load(planes.Most, index));
        Vector256<double> wishLow = sourceLow + low, wishHigh = sourceHigh + high;
        low = Vector256.Min(Vector256.Max(wishLow, leastLow), mostLow);
        high = Vector256.Min(Vector256.Max(wishHigh, leastHigh), mostHigh);
        Vector256<double> freeLow = Vector256.Equals(low, wishLow) & Vector256.LessThan(leastLow, mostLow);
        Vector256<double> freeHigh = Vector256.Equals(high, wishHigh) & Vector256.LessThan(leastHigh, mostHigh);
        free[index / 8] = (byte)(freeLow.ExtractMostSignificantBits() | (freeHigh.ExtractMostSignificantBits() << 4));
        Vector256<double> changeLow = low - sourceLow, changeHigh = high - sourceHigh;
        _squares += (changeLow * changeLow) + (changeHigh * changeHigh);
    }

    public double TakeRowSum()
    {
        double sum = Vector256.Sum(_squares);
        _squares = default;
        return sum;
    }

    internal static Vector256<float> Load(float[] plane, int index) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(plane), (nuint)index);
}

/// <summary>1 where the pixel is free, else 0, whatever z is: through squared weights, the diagonal of A·D·Aᵀ.</summary>
/// <param name="free">A bit per pixel.</param>
internal struct FreeRule(byte[] free) : IPixelRule
{
    public readonly void Map(int index, ref Vector256<double> low, ref Vector256<double> high) =>
        (low, high) = Vector256.Widen(Vector256<float>.One & Mask(free[index / 8]));

    public readonly double TakeRowSum() => 0;

    /// <summary>All bits of a lane for every 1 among eight bits, the lowest first.</summary>
    internal static Vector256<float> Mask(byte bits)
    {
        Vector256<int> bit = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.Equals(Vector256.Create((int)bits) & bit, bit).AsSingle();
    }
}

/// <summary>
/// The value of a plane, whatever z is: what the operator makes of an image.
/// </summary>
/// <param name="plane">A padded plane.</param>
internal struct PlaneRule(float[] plane) : IPixelRule
{
    public readonly void Map(int index, ref Vector256<double> low, ref Vector256<double> high) =>
        (low, high) = Vector256.Widen(ClipRule.Load(plane, index));

    public readonly double TakeRowSum() => 0;
}

/// <summary>Stores z itself: the gradient that the outputs' gradient Λ has at the pixels.</summary>
/// <param name="plane">Where it goes, a padded plane.</param>
internal struct GradientRule(float[] plane) : IPixelRule
{
    public readonly void Map(int index, ref Vector256<double> low, ref Vector256<double> high) =>
        Vector256.Narrow(low, high).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(plane), (nuint)index);

    public readonly double TakeRowSum() => 0;
}

/// <summary>Keeps Σ max(z·least, z·most): the most that any allowed image scores along a ray of multipliers.</summary>
/// <param name="planes">The channel's planes.</param>
internal struct RayRule(ChannelPlanes planes) : IPixelRule
{
    private Vector256<double> _sum;

    public void Map(int index, ref Vector256<double> low, ref Vector256<double> high)
    {
        var (leastLow, leastHigh) = Vector256.Widen(ClipRule.Load(planes.Least, index));
        var (mostLow, mostHigh) = Vector256.Widen(ClipRule.Load(planes.Most, index));
        _sum += Vector256.Max(low * leastLow, low * mostLow) + Vector256.Max(high * leastHigh, high * mostHigh);
    }

    public double TakeRowSum()
    {
        double sum = Vector256.Sum(_sum);
        _sum = default;
        return sum;
    }
}

/// <summary>Stores what another rule makes of the pixels.</summary>
/// <param name="rule">The other rule.</param>
/// <param name="pixels">Where they go.</param>
internal struct StoreRule<TRule>(TRule rule, float[] pixels) : IPixelRule
    where TRule : struct, IPixelRule
{
    private TRule _rule = rule;

    public void Map(int index, ref Vector256<double> low, ref Vector256<double> high)
    {
        _rule.Map(index, ref low, ref high);
        Vector256.Narrow(low, high).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(pixels), (nuint)index);
    }

    public double TakeRowSum() => _rule.TakeRowSum();
}

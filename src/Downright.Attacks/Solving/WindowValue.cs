using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>What a filter puts in for a window: a rule with a gradient.</summary>
internal enum WindowRule
{
    /// <summary>The lower median.</summary>
    Median,

    /// <summary>The mean: what a random candidate is on average.</summary>
    Mean,

    /// <summary>The mean of the candidates between the quartiles.</summary>
    Midmean,
}

/// <summary>
/// A window's value, and the range of its candidates that take part in it: the candidates below and above may be anything
/// there without changing the value.
/// </summary>
/// <param name="Low">The lowest value that takes part.</param>
/// <param name="Value">What the filter puts in.</param>
/// <param name="High">The highest value that takes part.</param>
internal readonly record struct WindowValue(float Low, float Value, float High)
{
    /// <summary>Candidates are padded to whole vectors by this.</summary>
    public const float Padding = float.PositiveInfinity;

    /// <summary>The value of a window.</summary>
    /// <param name="values">The candidates, 0–255, padded to a multiple of 8.</param>
    /// <param name="count">Their number.</param>
    /// <param name="rule">What the filter puts in.</param>
    /// <param name="halvings">8 for whole numbers; more for a finer median.</param>
    public static WindowValue Of(ReadOnlySpan<float> values, int count, WindowRule rule, int halvings)
    {
        switch (rule)
        {
            case WindowRule.Median:
                float median = Ranked(values, (count - 1) / 2, halvings);
                return new WindowValue(median, median, median);
            case WindowRule.Mean:
                return new WindowValue(0, Mean(values, 0, 255), 255);
            default:
                // Ranks come from above: the lowest value must not fall out of its own range.
                float low = Ranked(values, (count - 1) / 4, halvings) - (halvings > 8 ? 256f / (1 << halvings) : 0), high = Ranked(values, count - 1 - ((count - 1) / 4), halvings);
                return new WindowValue(low, Mean(values, low, high), high);
        }
    }

    /// <summary>The value of a rank, from above, to (high − low) / 2^halvings: for whole numbers exact at 8 halvings.</summary>
    /// <param name="values">Padded values.</param>
    /// <param name="rank">The number of values before it in ascending order.</param>
    /// <param name="halvings">How often the range is halved.</param>
    /// <param name="low">Less than the value.</param>
    /// <param name="high">At least the value.</param>
    public static float Ranked(ReadOnlySpan<float> values, int rank, int halvings, float low = -1, float high = 255)
    {
        for (int i = 0; i < halvings; i++)
        {
            float middle = (low + high) / 2;
            if (CountUpTo(values, middle) > rank) high = middle;
            else low = middle;
        }

        return high;
    }

    /// <summary>How a gradient is shared among the candidates: those in the range alike, for the median the more the nearer they are to it.</summary>
    /// <param name="values">The candidates, padded.</param>
    /// <param name="shares">Where the shares go, not normalised.</param>
    /// <param name="rule">What the filter puts in.</param>
    /// <returns>The sum of the shares.</returns>
    public float Shares(ReadOnlySpan<float> values, Span<float> shares, WindowRule rule)
    {
        Vector256<float> low = Vector256.Create(Low), high = Vector256.Create(High), middle = Vector256.Create(Value), sum = default;
        float slope = rule == WindowRule.Median ? 1f / 256 : 0;
        ref float first = ref MemoryMarshal.GetReference(values);
        ref float to = ref MemoryMarshal.GetReference(shares[..values.Length]);
        for (int i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref first, (nuint)i);
            Vector256<float> isIn = Vector256.GreaterThanOrEqual(value, low) & Vector256.LessThanOrEqual(value, high);
            Vector256<float> share = isIn & (Vector256<float>.One - (Vector256.Abs(value - middle) * slope));
            share.StoreUnsafe(ref to, (nuint)i);
            sum += share;
        }

        return Vector256.Sum(sum);
    }

    private static int CountUpTo(ReadOnlySpan<float> values, float limit)
    {
        Vector256<float> bound = Vector256.Create(limit);
        Vector256<int> count = default;
        ref float first = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i < values.Length; i += Vector256<float>.Count)
            count -= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)i), bound).AsInt32();
        return Vector256.Sum(count);
    }

    /// <summary>The mean of the values in a range.</summary>
    private static float Mean(ReadOnlySpan<float> values, float low, float high)
    {
        Vector256<float> least = Vector256.Create(low), most = Vector256.Create(high), sum = default, count = default;
        ref float first = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref first, (nuint)i);
            Vector256<float> isIn = Vector256.GreaterThanOrEqual(value, least) & Vector256.LessThanOrEqual(value, most);
            sum += isIn & value;
            count += isIn & Vector256<float>.One;
        }

        return Vector256.Sum(sum) / Vector256.Sum(count);
    }
}

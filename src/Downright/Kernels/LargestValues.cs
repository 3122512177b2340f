namespace Downright.Kernels;

/// <summary>The largest of many values.</summary>
internal static class LargestValues
{
    /// <summary>Moves the largest values to the front.</summary>
    /// <param name="values">Values, none of them NaN; their order changes.</param>
    /// <param name="count">How many, at most the number of values.</param>
    /// <returns>The largest ones, ascending.</returns>
    public static ReadOnlySpan<float> Of(Span<float> values, int count)
    {
        // The front is kept sorted; few of the others are larger than its least.
        Span<float> front = values[..count];
        front.Sort();
        foreach (ref float value in values[count..])
        {
            if (value <= front[0]) continue;
            float larger = value;
            value = front[0];
            int at = 1;
            for (; at < count && front[at] < larger; at++) front[at - 1] = front[at];
            front[at - 1] = larger;
        }

        return front;
    }
}

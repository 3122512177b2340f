using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>The largest sum of neighbours. Each sum is a chain of its own, in the order of the values, so all widths agree.</summary>
internal static class LargestRun
{
    /// <summary>Finds it.</summary>
    /// <param name="values">Values that are not negative.</param>
    /// <param name="length">How many neighbours are added up; at most as many as there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> values, int length)
    {
        int start = 0, starts = values.Length - length + 1;
        float largest = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<float> most = default;
            for (; start <= starts - 4; start += 4)
            {
                Vector128<float> sum = default;
                for (int i = start; i < start + length; i++) sum += Vector128.Create(values[i..]);
                most = Vector128.Max(most, sum);
            }

            for (int lane = 0; lane < 4; lane++) largest = Math.Max(largest, most[lane]);
        }

        for (; start < starts; start++)
        {
            float sum = 0;
            foreach (float value in values.Slice(start, length)) sum += value;
            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}

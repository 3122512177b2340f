using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>The sum of products of floats: sixteen running sums, added up in one fixed order, so that all widths agree.</summary>
internal static class DotProduct
{
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        Vector128<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int i = 0;
        for (; i <= a.Length - 16; i += 16)
        {
            sum0 += Vector128.Create(a[i..]) * Vector128.Create(b[i..]);
            sum1 += Vector128.Create(a[(i + 4)..]) * Vector128.Create(b[(i + 4)..]);
            sum2 += Vector128.Create(a[(i + 8)..]) * Vector128.Create(b[(i + 8)..]);
            sum3 += Vector128.Create(a[(i + 12)..]) * Vector128.Create(b[(i + 12)..]);
        }

        Vector128<float> sums = (sum0 + sum1) + (sum2 + sum3);
        float sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}

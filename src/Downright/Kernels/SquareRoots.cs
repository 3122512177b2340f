using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Square roots in place; correctly rounded at every width.</summary>
internal static class SquareRoots
{
    public static void Take(Span<float> values)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= values.Length - 4; i += 4) Vector128.Sqrt(Vector128.Create<float>(values[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++) values[i] = MathF.Sqrt(values[i]);
    }
}

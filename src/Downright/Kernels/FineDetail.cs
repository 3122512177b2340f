using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// How much a pixel stands out from those beside it and from those above and below, whichever is less: dots do, edges do
/// not. Exact at every width.
/// </summary>
internal static class FineDetail
{
    /// <summary>What stands out more counts as this: the strongest would drown the rest.</summary>
    public const int Largest = 32;

    /// <summary>min(|a − m(b, c)|, |a − m(d, e)|, <see cref="Largest"/>) of each pixel a of a row but the first and the last, m being the mean rounded up.</summary>
    /// <param name="above">Pixels d.</param>
    /// <param name="row">Pixels a, between b and c.</param>
    /// <param name="below">Pixels e.</param>
    /// <param name="detail">As many values; the first and the last stay as they are.</param>
    public static void Of(ReadOnlySpan<byte> above, ReadOnlySpan<byte> row, ReadOnlySpan<byte> below, Span<byte> detail)
    {
        int x = 1;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; x <= row.Length - 33; x += 32)
            {
                Vector256<byte> a = Vector256.Create(row[x..]);
                Vector256<byte> across = Mean(Vector256.Create(row[(x - 1)..]), Vector256.Create(row[(x + 1)..])), down = Mean(Vector256.Create(above[x..]), Vector256.Create(below[x..]));
                Vector256.Min(Vector256.Min(Distance(a, across), Distance(a, down)), Vector256.Create((byte)Largest)).CopyTo(detail[x..]);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= row.Length - 17; x += 16)
            {
                Vector128<byte> a = Vector128.Create(row[x..]);
                Vector128<byte> across = Mean(Vector128.Create(row[(x - 1)..]), Vector128.Create(row[(x + 1)..])), down = Mean(Vector128.Create(above[x..]), Vector128.Create(below[x..]));
                Vector128.Min(Vector128.Min(Distance(a, across), Distance(a, down)), Vector128.Create((byte)Largest)).CopyTo(detail[x..]);
            }
        }

        for (; x < row.Length - 1; x++)
        {
            int across = Math.Abs(row[x] - ((row[x - 1] + row[x + 1] + 1) >> 1)), down = Math.Abs(row[x] - ((above[x] + below[x] + 1) >> 1));
            detail[x] = (byte)Math.Min(Math.Min(across, down), Largest);
        }
    }

    // What both have, and half of what only one has, taken off all that either has: in eight bits.
    private static Vector256<byte> Mean(Vector256<byte> a, Vector256<byte> b) => (a | b) - ((a ^ b) >>> 1);

    private static Vector128<byte> Mean(Vector128<byte> a, Vector128<byte> b) => (a | b) - ((a ^ b) >>> 1);

    private static Vector256<byte> Distance(Vector256<byte> a, Vector256<byte> b) => Vector256.Max(a, b) - Vector256.Min(a, b);

    private static Vector128<byte> Distance(Vector128<byte> a, Vector128<byte> b) => Vector128.Max(a, b) - Vector128.Min(a, b);
}

using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// How much a pixel stands out from those beside it and from those above and below, whichever is less: dots do, edges do
/// not. Exact at every width.
/// </summary>
internal static class FineDetail
{
    /// <summary>What stands out more counts as this: the strongest would drown the rest.</summary>
    public const int Largest = 64;

    /// <summary>min(|2a − b − c|, |2a − d − e|, <see cref="Largest"/>) of each pixel a of a row, but the first and the last.</summary>
    /// <param name="above">Pixels d.</param>
    /// <param name="row">Pixels a, between b and c.</param>
    /// <param name="below">Pixels e.</param>
    /// <param name="detail">As many values; the first and the last stay as they are.</param>
    public static void Of(ReadOnlySpan<byte> above, ReadOnlySpan<byte> row, ReadOnlySpan<byte> below, Span<byte> detail)
    {
        int x = 1;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= row.Length - 17; x += 16)
            {
                Vector128<byte> a = Vector128.Create(row[x..]), b = Vector128.Create(row[(x - 1)..]), c = Vector128.Create(row[(x + 1)..]), d = Vector128.Create(above[x..]), e = Vector128.Create(below[x..]);
                Vector128<ushort> low = Eight(Vector128.WidenLower(a), Vector128.WidenLower(b), Vector128.WidenLower(c), Vector128.WidenLower(d), Vector128.WidenLower(e));
                Vector128<ushort> high = Eight(Vector128.WidenUpper(a), Vector128.WidenUpper(b), Vector128.WidenUpper(c), Vector128.WidenUpper(d), Vector128.WidenUpper(e));
                Vector128.Narrow(low, high).CopyTo(detail[x..]);
            }
        }

        for (; x < row.Length - 1; x++)
        {
            int across = Math.Abs((2 * row[x]) - row[x - 1] - row[x + 1]), down = Math.Abs((2 * row[x]) - above[x] - below[x]);
            detail[x] = (byte)Math.Min(Math.Min(across, down), Largest);
        }
    }

    private static Vector128<ushort> Eight(Vector128<ushort> a, Vector128<ushort> b, Vector128<ushort> c, Vector128<ushort> d, Vector128<ushort> e)
    {
        Vector128<ushort> twice = a + a;
        Vector128<short> across = Vector128.Abs((twice - b - c).AsInt16()), down = Vector128.Abs((twice - d - e).AsInt16());
        return Vector128.Min(Vector128.Min(across, down), Vector128.Create((short)Largest)).AsUInt16();
    }
}

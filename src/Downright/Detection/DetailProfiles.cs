using System.Buffers;
using System.Runtime.Intrinsics;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>
/// The fine detail of each column and of each row, by parts of the image: a column's in each band of rows, a row's in each
/// band of columns. Bands are a quarter of an axis long and begin an eighth apart; the last band is all of the axis.
/// </summary>
internal sealed class DetailProfiles
{
    /// <summary>Bands of an axis, as many as it has eighths: seven of two eighths each, and the whole.</summary>
    public const int Bands = 8;

    public DetailProfiles(GreyPlane grey)
    {
        var (width, height) = (grey.Size.Width, grey.Size.Height);
        Columns = new Vector256<float>[width];
        Rows = new Vector256<float>[height];
        if (width < 3 || height < 3) return;

        byte[] rented = ArrayPool<byte>.Shared.Rent(width);
        uint[] rentedSums = ArrayPool<uint>.Shared.Rent(width);
        Span<byte> detail = rented.AsSpan(0, width);
        Span<uint> sums = rentedSums.AsSpan(0, width);
        detail[0] = detail[^1] = 0;
        for (int eighth = 0; eighth < Bands; eighth++)
        {
            sums.Clear();
            for (int y = Math.Max(Start(eighth, height), 1); y < Math.Min(Start(eighth + 1, height), height - 1); y++)
            {
                FineDetail.Of(grey.Row(y - 1), grey.Row(y), grey.Row(y + 1), detail);
                RowSums.Add(sums, detail);
                Rows[y] = BandsOf(detail);
            }

            Vector256<float> bands = BandsWith(eighth);
            for (int x = 0; x < sums.Length; x++) Columns[x] += bands * sums[x];
        }

        ArrayPool<byte>.Shared.Return(rented);
        ArrayPool<uint>.Shared.Return(rentedSums);
    }

    /// <summary>Of each column, the detail in each band of rows.</summary>
    public Vector256<float>[] Columns { get; }

    /// <summary>Of each row, the detail in each band of columns.</summary>
    public Vector256<float>[] Rows { get; }

    /// <summary>Where an eighth of an axis begins.</summary>
    public static int Start(int eighth, int length) => (int)((long)eighth * length / Bands);

    /// <summary>1 for the bands that an eighth belongs to, 0 for the others.</summary>
    private static Vector256<float> BandsWith(int eighth)
    {
        Span<float> bands = stackalloc float[Bands];
        if (eighth > 0) bands[eighth - 1] = 1;
        bands[eighth] = bands[^1] = 1;
        return Vector256.Create<float>(bands);
    }

    private static Vector256<float> BandsOf(ReadOnlySpan<byte> row)
    {
        Span<float> bands = stackalloc float[Bands];
        uint before = 0, whole = 0;
        for (int eighth = 0; eighth < Bands; eighth++)
        {
            uint sum = RowSums.Of(row[Start(eighth, row.Length)..Start(eighth + 1, row.Length)]);
            if (eighth > 0) bands[eighth - 1] = before + sum;
            whole += before = sum;
        }

        bands[^1] = whole;
        return Vector256.Create<float>(bands);
    }
}

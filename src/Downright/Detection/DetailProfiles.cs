using System.Buffers;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>The energy of fine detail of each row and of each column of an image.</summary>
internal static class DetailProfiles
{
    /// <summary>Rows that sums of 16 bits hold.</summary>
    private const int Part = ushort.MaxValue / SecondDifferences.Largest;

    /// <summary>Per row, the mean over columns of |2a − b − c| for a pixel a between b above and c below.</summary>
    public static float[] Rows(GreyPlane grey)
    {
        int width = grey.Size.Width;
        var profile = new float[grey.Size.Height];
        ushort[] rented = ArrayPool<ushort>.Shared.Rent(width);
        Span<ushort> differences = rented.AsSpan(0, width);
        for (int y = 1; y < profile.Length - 1; y++)
        {
            differences.Clear();
            SecondDifferences.Add(grey.Row(y - 1), grey.Row(y), grey.Row(y + 1), differences);
            int sum = 0;
            foreach (ushort difference in differences) sum += difference;
            profile[y] = (float)sum / width;
        }

        ArrayPool<ushort>.Shared.Return(rented);
        return profile;
    }

    /// <summary>Per column, the mean over rows of |2a − b − c| for a pixel a between b on its left and c on its right.</summary>
    public static float[] Columns(GreyPlane grey)
    {
        var (width, height) = (grey.Size.Width, grey.Size.Height);
        var profile = new float[width];
        if (width < 3) return profile;

        ushort[] rented = ArrayPool<ushort>.Shared.Rent(width - 2);
        Span<ushort> differences = rented.AsSpan(0, width - 2);
        for (int start = 0; start < height; start += Part)
        {
            differences.Clear();
            for (int y = start; y < Math.Min(start + Part, height); y++)
            {
                ReadOnlySpan<byte> row = grey.Row(y);
                SecondDifferences.Add(row, row[1..], row[2..], differences);
            }

            for (int x = 0; x < differences.Length; x++) profile[x + 1] += (float)differences[x] / height;
        }

        ArrayPool<ushort>.Shared.Return(rented);
        return profile;
    }
}

namespace Downright.Detection;

/// <summary>The energy of fine detail of each row and of each column of an image.</summary>
internal static class DetailProfiles
{
    /// <summary>Larger differences count as this one, in half grey levels: edges of the image's own would drown the rest.</summary>
    private const int Largest = 64;

    /// <summary>Per row, the sum over columns of |2a − b − c| for a pixel a between b above and c below.</summary>
    public static float[] Rows(GreyPlane grey)
    {
        var profile = new float[grey.Size.Height];
        for (int y = 1; y < profile.Length - 1; y++)
        {
            ReadOnlySpan<byte> before = grey.Row(y - 1), row = grey.Row(y), after = grey.Row(y + 1);
            int sum = 0;
            for (int x = 0; x < row.Length; x++) sum += Math.Min(Math.Abs((2 * row[x]) - before[x] - after[x]), Largest);
            profile[y] = (float)sum / row.Length;
        }

        return profile;
    }

    /// <summary>Per column, the sum over rows of |2a − b − c| for a pixel a between b on its left and c on its right.</summary>
    public static float[] Columns(GreyPlane grey)
    {
        int width = grey.Size.Width;
        var sums = new int[width];
        for (int y = 0; y < grey.Size.Height; y++)
        {
            ReadOnlySpan<byte> row = grey.Row(y);
            for (int x = 1; x < width - 1; x++) sums[x] += Math.Min(Math.Abs((2 * row[x]) - row[x - 1] - row[x + 1]), Largest);
        }

        return Array.ConvertAll(sums, sum => (float)sum / grey.Size.Height);
    }
}

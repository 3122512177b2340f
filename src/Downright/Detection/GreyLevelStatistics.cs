namespace Downright.Detection;

/// <summary>What down-and-up compares of two grey images level by level (Quiring and Rieck 2020).</summary>
internal static class GreyLevelStatistics
{
    /// <summary>The number of pixels of each of the 256 grey levels.</summary>
    public static double[] Histogram(double[] luma)
    {
        var counts = new double[256];
        foreach (double value in luma) counts[(int)value]++;
        return counts;
    }

    /// <summary>For each grey level, the mean distance of its pixels from the image's middle; 0 for fewer than two pixels.</summary>
    public static double[] Scattering(double[] luma, ImageSize size)
    {
        double[] sums = new double[256], counts = Histogram(luma);
        int middleX = size.Width / 2, middleY = size.Height / 2;
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
                sums[(int)luma[(y * size.Width) + x]] += Math.Sqrt(((x - middleX) * (double)(x - middleX)) + ((y - middleY) * (double)(y - middleY)));
        return [.. sums.Zip(counts, (sum, count) => count < 2 ? 0 : sum / count)];
    }

    /// <summary>The cosine of the angle between two vectors of values from 0; 0 where one has no length.</summary>
    public static double Cosine(double[] a, double[] b)
    {
        double product = 0, squaresA = 0, squaresB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += a[i] * b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }

        return squaresA == 0 || squaresB == 0 ? 0 : product / Math.Sqrt(squaresA * squaresB);
    }
}

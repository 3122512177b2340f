namespace Downright.Detection;

/// <summary>The smoothing that centred spectrum points count after.</summary>
internal static class SpotMask
{
    private const int Reach = 10;
    private const double Sigma = 3.5;

    /// <summary>The 3×3 median of a mask; pixels beyond the border repeat it.</summary>
    public static bool[] Median(bool[] mask, ImageSize size)
    {
        var median = new bool[mask.Length];
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                int set = 0;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                        if (mask[(Math.Clamp(y + dy, 0, size.Height - 1) * size.Width) + Math.Clamp(x + dx, 0, size.Width - 1)]) set++;
                median[(y * size.Width) + x] = set >= 5;
            }
        }

        return median;
    }

    /// <summary>Where a mask of 255 is not 0 after a Gaussian of 21×21 and σ 3.5 and rounding; it is mirrored at the border.</summary>
    public static bool[] Blurred(bool[] mask, ImageSize size)
    {
        double[] weights = [.. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(i => Math.Exp(-i * i / (2 * Sigma * Sigma)))];
        double total = weights.Sum();
        double[] across = new double[mask.Length], both = new double[mask.Length];
        for (int i = 0; i < mask.Length; i++) both[i] = mask[i] ? 255 : 0;
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++) across[(y * size.Width) + x] = Sum(both, (y * size.Width), 1, x, size.Width);
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++) both[(y * size.Width) + x] = Sum(across, x, size.Width, y, size.Height);
        return Array.ConvertAll(both, value => Math.Round(value) >= 1);

        double Sum(double[] values, int start, int step, int at, int length)
        {
            double sum = 0;
            for (int i = -Reach; i <= Reach; i++) sum += weights[i + Reach] / total * values[start + (step * Mirrored(at + i, length))];
            return sum;
        }
    }

    private static int Mirrored(int at, int length)
    {
        while (at < 0 || at >= length) at = length == 1 ? 0 : at < 0 ? -at : (2 * (length - 1)) - at;
        return at;
    }
}

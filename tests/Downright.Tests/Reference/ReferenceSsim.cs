namespace Downright.Tests.Reference;

/// <summary>Mean structural similarity, each window's weighted statistics taken by themselves.</summary>
internal static class ReferenceSsim
{
    public static double Mean(PixelImage<byte> a, PixelImage<byte> b)
    {
        List<double> map = [];
        for (int y = 5; y < a.Height - 5; y++)
            for (int x = 5; x < a.Width - 5; x++)
                for (int channel = 0; channel < a.Channels; channel++)
                    map.Add(At(a, b, y, x, channel));
        return map.Average();
    }

    private static double At(PixelImage<byte> a, PixelImage<byte> b, int y, int x, int channel)
    {
        double total = 0, meanA = 0, meanB = 0, varianceA = 0, varianceB = 0, covariance = 0;
        Window((weight, _, _) => total += weight);
        Window((weight, p, q) => (meanA, meanB) = (meanA + (weight / total * p), meanB + (weight / total * q)));
        Window((weight, p, q) =>
        {
            varianceA += weight / total * (p - meanA) * (p - meanA);
            varianceB += weight / total * (q - meanB) * (q - meanB);
            covariance += weight / total * (p - meanA) * (q - meanB);
        });
        const double Sample = 121.0 / 120;
        double c1 = Math.Pow(2.55, 2), c2 = Math.Pow(7.65, 2);
        return ((2 * meanA * meanB) + c1) * ((2 * Sample * covariance) + c2)
            / (((meanA * meanA) + (meanB * meanB) + c1) * ((Sample * (varianceA + varianceB)) + c2));

        void Window(Action<double, double, double> visit)
        {
            for (int dy = -5; dy <= 5; dy++)
                for (int dx = -5; dx <= 5; dx++)
                    visit(Math.Exp(-((dx * dx) + (dy * dy)) / 4.5), a.Row(y + dy)[((x + dx) * a.Channels) + channel], b.Row(y + dy)[((x + dx) * a.Channels) + channel]);
        }
    }
}

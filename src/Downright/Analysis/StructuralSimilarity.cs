namespace Downright.Analysis;

/// <summary>
/// Mean structural similarity (Wang et al. 2004). Each row of the map is computed by itself, and the rows' sums are added
/// in their order, so that threads change nothing.
/// </summary>
internal static class StructuralSimilarity
{
    public const int Window = 11;

    /// <summary>exp(−1 / 2σ²) with σ = 1.5. Its powers need no library's exponential, which may differ between machines.</summary>
    private const double Falloff = 0.80073740291680806;
    private const double C1 = 0.01 * 255 * (0.01 * 255);
    private const double C2 = 0.03 * 255 * (0.03 * 255);

    /// <summary>Of n samples, covariances divide by n − 1.</summary>
    private const double SampleFactor = Window * Window / (Window * Window - 1.0);

    private static readonly double[] Gaussian = Normalized();

    public static double Mean(PixelImage<byte> a, PixelImage<byte> b)
    {
        int width = a.Width - Window + 1, height = a.Height - Window + 1;
        if (width < 1 || height < 1)
            throw new ArgumentException($"Structural similarity takes windows of {Window}x{Window} pixels, which do not fit into {a.Size}.", nameof(a));

        var sums = new double[height];
        Parallel.For(0, height, () => new Moments(a.Width * a.Channels), (y, _, moments) =>
        {
            moments.Gather(a, b, y);
            for (int i = 0; i < width * a.Channels; i++) sums[y] += moments.Similarity(i, a.Channels);
            return moments;
        }, _ => { });
        return sums.Sum() / ((double)width * height * a.Channels);
    }

    private static double[] Normalized()
    {
        var weights = new double[Window];
        for (int i = 0; i < Window; i++)
        {
            int distance = i - (Window / 2);
            weights[i] = 1;
            for (int power = 0; power < distance * distance; power++) weights[i] *= Falloff;
        }

        double sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    /// <summary>The weighted sums over the rows of a window, per column, of a, b, a², b² and ab.</summary>
    private sealed class Moments(int samples)
    {
        private readonly double[] _a = new double[samples], _b = new double[samples];
        private readonly double[] _aa = new double[samples], _bb = new double[samples], _ab = new double[samples];

        public void Gather(PixelImage<byte> a, PixelImage<byte> b, int top)
        {
            foreach (double[] moment in (ReadOnlySpan<double[]>)[_a, _b, _aa, _bb, _ab]) Array.Clear(moment);
            for (int i = 0; i < Window; i++)
            {
                double weight = Gaussian[i];
                ReadOnlySpan<byte> rowA = a.Row(top + i), rowB = b.Row(top + i);
                for (int x = 0; x < _a.Length; x++)
                {
                    double sampleA = rowA[x], sampleB = rowB[x];
                    _a[x] += weight * sampleA;
                    _b[x] += weight * sampleB;
                    _aa[x] += weight * (sampleA * sampleA);
                    _bb[x] += weight * (sampleB * sampleB);
                    _ab[x] += weight * (sampleA * sampleB);
                }
            }
        }

        /// <summary>The similarity in the window whose top left sample is the row's sample <paramref name="left"/>.</summary>
        public double Similarity(int left, int channels)
        {
            double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
            for (int i = 0; i < Window; i++)
            {
                double weight = Gaussian[i];
                int at = left + (i * channels);
                a += weight * _a[at];
                b += weight * _b[at];
                aa += weight * _aa[at];
                bb += weight * _bb[at];
                ab += weight * _ab[at];
            }

            double varianceA = SampleFactor * (aa - (a * a)), varianceB = SampleFactor * (bb - (b * b));
            double covariance = SampleFactor * (ab - (a * b));
            return ((2 * a * b) + C1) * ((2 * covariance) + C2) / (((a * a) + (b * b) + C1) * (varianceA + varianceB + C2));
        }
    }
}

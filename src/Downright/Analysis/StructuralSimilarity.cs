using System.Numerics;

namespace Downright.Analysis;

/// <summary>
/// Mean structural similarity (Wang et al. 2004). Each row of the map is computed by itself, and the rows' sums are added
/// in their order, so that threads change nothing; nor does the width of vectors, whose elements are windows.
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
            foreach (double similarity in moments.Similarities(width * a.Channels, a.Channels)) sums[y] += similarity;
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
    private sealed class Moments
    {
        private readonly int _samples;
        private readonly int _step;
        private readonly double[] _rowsA, _rowsB;
        private readonly int[] _held = [.. Enumerable.Repeat(-1, Window)];
        private readonly double[] _a, _b, _aa, _bb, _ab;
        private readonly double[] _similarities;

        public Moments(int samples)
        {
            // Vectors run over the end of a row into zeros.
            _samples = samples;
            _step = samples + (Window * Vector<double>.Count);
            (_rowsA, _rowsB) = (new double[Window * _step], new double[Window * _step]);
            (_a, _b, _aa, _bb, _ab, _similarities) = (new double[_step], new double[_step], new double[_step], new double[_step], new double[_step], new double[_step]);
        }

        /// <summary>Sums up the windows whose first row is <paramref name="top"/>.</summary>
        public void Gather(PixelImage<byte> a, PixelImage<byte> b, int top)
        {
            for (int row = top; row < top + Window; row++) Hold(a, b, row);
            for (int x = 0; x < _samples; x += Vector<double>.Count)
            {
                Vector<double> sumA = default, sumB = default, sumAA = default, sumBB = default, sumAB = default;
                for (int i = 0; i < Window; i++)
                {
                    int at = ((top + i) % Window * _step) + x;
                    Vector<double> samplesA = new(_rowsA, at), samplesB = new(_rowsB, at);
                    sumA += samplesA * Gaussian[i];
                    sumB += samplesB * Gaussian[i];
                    sumAA += samplesA * samplesA * Gaussian[i];
                    sumBB += samplesB * samplesB * Gaussian[i];
                    sumAB += samplesA * samplesB * Gaussian[i];
                }

                sumA.CopyTo(_a, x);
                sumB.CopyTo(_b, x);
                sumAA.CopyTo(_aa, x);
                sumBB.CopyTo(_bb, x);
                sumAB.CopyTo(_ab, x);
            }
        }

        /// <summary>The similarity of each window, by its top left sample.</summary>
        public ReadOnlySpan<double> Similarities(int count, int channels)
        {
            for (int left = 0; left < count; left += Vector<double>.Count)
            {
                Vector<double> a = default, b = default, aa = default, bb = default, ab = default;
                for (int i = 0; i < Window; i++)
                {
                    int at = left + (i * channels);
                    a += new Vector<double>(_a, at) * Gaussian[i];
                    b += new Vector<double>(_b, at) * Gaussian[i];
                    aa += new Vector<double>(_aa, at) * Gaussian[i];
                    bb += new Vector<double>(_bb, at) * Gaussian[i];
                    ab += new Vector<double>(_ab, at) * Gaussian[i];
                }

                Vector<double> varianceA = SampleFactor * (aa - (a * a)), varianceB = SampleFactor * (bb - (b * b)), covariance = SampleFactor * (ab - (a * b));
                Vector<double> c1 = new(C1), c2 = new(C2);
                Vector<double> similarity = ((2 * a * b) + c1) * ((2 * covariance) + c2) / (((a * a) + (b * b) + c1) * (varianceA + varianceB + c2));
                similarity.CopyTo(_similarities, left);
            }

            return _similarities.AsSpan(0, count);
        }

        /// <summary>Turns a row into numbers, unless it was for the windows before.</summary>
        private void Hold(PixelImage<byte> a, PixelImage<byte> b, int row)
        {
            int place = row % Window;
            if (_held[place] == row) return;
            _held[place] = row;
            ReadOnlySpan<byte> rowA = a.Row(row), rowB = b.Row(row);
            Span<double> toA = _rowsA.AsSpan(place * _step, _samples), toB = _rowsB.AsSpan(place * _step, _samples);
            for (int x = 0; x < toA.Length; x++)
            {
                toA[x] = rowA[x];
                toB[x] = rowB[x];
            }
        }
    }
}

using System.Numerics;

namespace Downright.Tests.Reference;

/// <summary>The published detection methods by the words of their definitions, over whole matrices and with sums written out.</summary>
internal static class ReferenceDetection
{
    public static double Psnr(PixelImage<byte> a, PixelImage<byte> b) => 20 * Math.Log10(255 / Math.Sqrt(Error(a, b)));

    public static double Error(PixelImage<byte> a, PixelImage<byte> b) => a.ToArray().Zip(b.ToArray(), (p, q) => Math.Pow(p - q, 2)).Average();

    public static double[,] Luma(PixelImage<byte> image) =>
        Each(image, pixel => Math.Floor(((pixel[0] * 9798) + (pixel[1] * 19235) + (pixel[2] * 3735) + 16384) / 32768.0));

    public static double Histograms(PixelImage<byte> a, PixelImage<byte> b) => Cosine(Counts(a), Counts(b));

    public static double Scatterings(PixelImage<byte> a, PixelImage<byte> b) => Cosine(Distances(a), Distances(b));

    public static PixelImage<byte> Extremes(PixelImage<byte> image, bool brightest)
    {
        byte[] result = image.ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            int channel = i % 3, x = i / 3 % image.Width, y = i / 3 / image.Width;
            List<byte> around = [];
            for (int v = Math.Max(y - 1, 0); v <= Math.Min(y + 1, image.Height - 1); v++)
                for (int u = Math.Max(x - 1, 0); u <= Math.Min(x + 1, image.Width - 1); u++) around.Add(image.Row(v)[(u * 3) + channel]);
            result[i] = brightest ? around.Max() : around.Min();
        }

        return new PixelImage<byte>(result, image.Size, image.Format);
    }

    /// <summary>The shifted spectrum of the mean of the channels, every coefficient as its sum.</summary>
    public static double[,] Spectrum(PixelImage<byte> image)
    {
        double[,] grey = Each(image, pixel => (pixel[0] + pixel[1] + pixel[2]) / 3.0);
        int height = image.Height, width = image.Width;
        var spectrum = new double[height, width];
        for (int v = 0; v < height; v++)
        {
            for (int u = 0; u < width; u++)
            {
                Complex sum = 0;
                for (int y = 0; y < height; y++)
                    for (int x = 0; x < width; x++) sum += grey[y, x] * Complex.Exp(new Complex(0, -2 * Math.PI * (((double)v * y / height) + ((double)u * x / width))));
                spectrum[(v + (height / 2)) % height, (u + (width / 2)) % width] = 20 * Math.Log(Math.Max(sum.Magnitude, 1e-8));
            }
        }

        return spectrum;
    }

    public static double PeakSpectrum(double[,] spectrum, ImageSize target)
    {
        int height = spectrum.GetLength(0), width = spectrum.GetLength(1);
        bool Peak(int y, int x) => Peaks(height, width, target).Any(p => y >= p.Y - 5 && y < p.Y + 5 && x >= p.X - 5 && x < p.X + 5);
        bool Middle(int y, int x) => Math.Abs((y - (height / 2)) + 0.5) < target.Height / 2 && Math.Abs((x - (width / 2)) + 0.5) < target.Width / 2;
        List<double> masked = [], all = [];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                all.Add(spectrum[y, x]);
                if (Peak(y, x) && !Middle(y, x)) masked.Add(spectrum[y, x]);
            }
        }

        double mean = masked.Average();
        return 100 * (all.Count(v => v < mean) + (0.5 * all.Count(v => v == mean))) / all.Count;
    }

    public static double PeakDistance(double[,] spectrum, ImageSize target)
    {
        int height = spectrum.GetLength(0), width = spectrum.GetLength(1);
        return Peaks(height, width, target).Select(peak =>
        {
            int y0 = peak.Y - (target.Height / 2), x0 = peak.X - (target.Width / 2);
            double wantedY = y0 < 0 ? y0 + (target.Height / 2) : target.Height / 2, wantedX = x0 < 0 ? x0 + (target.Width / 2) : target.Width / 2.0;
            int top = Math.Max(y0, 0), left = Math.Max(x0, 0), bottom = Math.Min(peak.Y + (target.Height / 2), height), right = Math.Min(peak.X + (target.Width / 2), width);
            var maxima =
                from y in Enumerable.Range(top + 1, bottom - top - 2)
                from x in Enumerable.Range(left + 1, right - left - 2)
                where Enumerable.Range(0, 9).All(i => spectrum[y + (i / 3) - 1, x + (i % 3) - 1] <= spectrum[y, x])
                orderby spectrum[y, x] descending
                select (Y: y - top, X: x - left);
            var highest = maxima.First();
            return Math.Sqrt(Math.Pow(highest.Y - wantedY, 2) + Math.Pow(highest.X - wantedX, 2));
        }).Average();
    }

    /// <summary>The mean less the least PSNR of patches a fifth of the image large, a quarter of their height apart.</summary>
    public static double PatchClean(PixelImage<byte> scaled, PixelImage<byte> clean)
    {
        double[] ratios = [.. Patches(scaled.Size, 5, 4).Select(patch => patch.Average(p => Enumerable.Range(0, 3).Average(c => Math.Pow(Blurred(scaled, p.Y, p.X, c) - clean.Row(p.Y)[(p.X * 3) + c], 2))))
            .Where(error => error > 0).Select(error => 10 * Math.Log10(65025 / error))];
        return Math.Abs(ratios.Average() - ratios.Min());
    }

    /// <summary>The largest less the mean of the 0.6-quantiles of the differences at considered pixels in patches.</summary>
    public static double TargetedPatchClean(PixelImage<byte> image, PixelImage<byte> clean, bool[,] considered)
    {
        double[] quantiles = [.. Patches(image.Size, 10, 2).Select(patch => Quantile(patch.Where(p => considered[p.Y, p.X])
            .SelectMany(p => Enumerable.Range(0, 3).Select(c => (double)Math.Abs(image.Row(p.Y)[(p.X * 3) + c] - clean.Row(p.Y)[(p.X * 3) + c]))))).OfType<double>()];
        return quantiles.Max() - quantiles.Average();
    }

    private static double? Quantile(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return null;
        double place = 0.6 * (sorted.Length - 1);
        double low = sorted[(int)Math.Floor(place)], high = sorted[(int)Math.Ceiling(place)];
        return low + ((place - Math.Floor(place)) * (high - low));
    }

    private static IEnumerable<(int Y, int X)[]> Patches(ImageSize size, int windowFactor, int stepFactor)
    {
        int rows = size.Height / windowFactor, columns = size.Width / windowFactor, step = Math.Max(rows / stepFactor, 1);
        int padY = Pad(size.Height, rows), padX = Pad(size.Width, columns);
        for (int y = 0; y + rows <= size.Height + padY; y += step)
        {
            for (int x = 0; x + columns <= size.Width + padX; x += step)
            {
                int top = y - (padY / 2), left = x - (padX / 2);
                yield return [.. from v in Enumerable.Range(top, rows) from u in Enumerable.Range(left, columns) select (Symmetric(v, size.Height), Symmetric(u, size.Width))];
            }
        }

        int Pad(int length, int window) => Math.Max(window - (length % step == 0 ? step : length % step), 0);
    }

    private static int Symmetric(int at, int length) => at < 0 ? -1 - at : at < length ? at : (2 * length) - 1 - at;

    private static double Blurred(PixelImage<byte> image, int y, int x, int channel)
    {
        double[] weights = [0.25, 0.5, 0.25];
        double sum = 0;
        for (int v = -1; v <= 1; v++)
        {
            for (int u = -1; u <= 1; u++)
            {
                int row = Math.Abs(y + v), column = Math.Abs(x + u);
                if (row >= image.Height) row = (2 * image.Height) - 2 - row;
                if (column >= image.Width) column = (2 * image.Width) - 2 - column;
                sum += weights[v + 1] * weights[u + 1] * image.Row(row)[(column * 3) + channel];
            }
        }

        return Math.Floor(sum + 0.5);
    }

    private static IEnumerable<(int Y, int X)> Peaks(int height, int width, ImageSize target)
    {
        int down = (int)(((double)height / target.Height / 2) - 0.001), across = (int)(((double)width / target.Width / 2) - 0.001);
        return from a in Enumerable.Range(-down, (2 * down) + 1)
               from b in Enumerable.Range(-across, (2 * across) + 1)
               where a != 0 || b != 0
               select ((height / 2) + (a * target.Height), (width / 2) + (b * target.Width));
    }

    private static double[] Counts(PixelImage<byte> image) => [.. Enumerable.Range(0, 256).Select(level => (double)Luma(image).Cast<double>().Count(value => value == level))];

    private static double[] Distances(PixelImage<byte> image)
    {
        double[,] luma = Luma(image);
        var places = from y in Enumerable.Range(0, image.Height) from x in Enumerable.Range(0, image.Width) select (y, x);
        return [.. Enumerable.Range(0, 256).Select(level =>
        {
            double[] distances = [.. places.Where(p => luma[p.y, p.x] == level).Select(p => Math.Sqrt(Math.Pow(p.y - (image.Height / 2), 2) + Math.Pow(p.x - (image.Width / 2), 2)))];
            return distances.Length < 2 ? 0 : distances.Average();
        })];
    }

    private static double Cosine(double[] a, double[] b) =>
        a.Zip(b, (p, q) => p * q).Sum() / (Math.Sqrt(a.Sum(p => p * p)) * Math.Sqrt(b.Sum(q => q * q)));

    private static double[,] Each(PixelImage<byte> image, Func<byte[], double> grey)
    {
        var values = new double[image.Height, image.Width];
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++) values[y, x] = grey(image.Row(y).Slice(x * 3, 3).ToArray());
        return values;
    }
}

namespace Downright.Tests.Reference;

/// <summary>
/// One axis of each library as its definition reads, in double precision: every sample of a row extended far beyond its
/// borders gets its weight, and the border rule says where that weight goes.
/// </summary>
internal static class ReferenceAxis
{
    private delegate double Kernel(double distance);

    private enum Border
    {
        Replicate,
        LeaveOut,
    }

    public static double[,] Of(string profile, int n, int m)
    {
        var weights = new double[m, n];
        for (int i = 0; i < m; i++)
        {
            double[] row = Row(profile, i, n, m);
            double sum = row.Sum();
            for (int j = 0; j < n; j++) weights[i, j] = row[j] / sum;
        }

        return weights;
    }

    private static double[] Row(string profile, int i, int n, int m)
    {
        double beta = (double)n / m, wide = Math.Max(beta, 1), half = ((i + 0.5) * beta) - 0.5, corner = i * beta;
        double aligned = m == 1 ? 0 : (double)i * (n - 1) / (m - 1);
        Kernel catmull = d => Cubic(d, -0.5), sharp = d => Cubic(d, -0.75);
        return profile switch
        {
            "downright:area" => m > n ? Spread(n, half, Hat, 1, Border.Replicate) : Cell(n, corner, beta),
            "opencv:linear" => Spread(n, half, Hat, 1, Border.Replicate),
            "opencv:cubic" => Spread(n, half, sharp, 1, Border.Replicate),
            "opencv:lanczos4" => Spread(n, half, d => Lanczos(d, 4), 1, Border.Replicate),
            "pillow:linear" => Spread(n, half, Hat, wide, Border.LeaveOut),
            "pillow:hamming" => Spread(n, half, Hamming, wide, Border.LeaveOut),
            "pillow:cubic" => Spread(n, half, catmull, wide, Border.LeaveOut),
            "pillow:lanczos" => Spread(n, half, d => Lanczos(d, 3), wide, Border.LeaveOut),
            "tensorflow1:linear" => Spread(n, corner, Hat, 1, Border.Replicate),
            "tensorflow1:cubic" => Spread(n, ToThousandths(corner), sharp, 1, Border.Replicate),
            "tensorflow1:area" or "tensorflow:area" => Cell(n, corner, beta),
            "tensorflow:linear" => Spread(n, half, Hat, 1, Border.Replicate),
            "tensorflow:cubic" => Spread(n, ToThousandths(half), catmull, 1, Border.LeaveOut),
            "tensorflow:lanczos3" => Spread(n, half, d => Lanczos(d, 3), 1, Border.LeaveOut),
            "tensorflow:linear+antialias" or "torch:linear+antialias" => Spread(n, half, Hat, wide, Border.LeaveOut),
            "tensorflow:cubic+antialias" or "torch:cubic+antialias" => Spread(n, half, catmull, wide, Border.LeaveOut),
            "tensorflow:lanczos3+antialias" => Spread(n, half, d => Lanczos(d, 3), wide, Border.LeaveOut),
            "torch:linear" or "onnx:linear" => Spread(n, half, Hat, 1, Border.Replicate),
            "torch:cubic" or "onnx:cubic" => Spread(n, half, sharp, 1, Border.Replicate),
            "torch:area" => [.. Enumerable.Range(0, n).Select(j => j >= Math.Floor(corner + 1e-9) && j < Math.Ceiling(corner + beta - 1e-9) ? 1.0 : 0)],
            "onnx:linear+asymmetric" => Spread(n, corner, Hat, 1, Border.Replicate),
            "onnx:linear+align-corners" => Spread(n, aligned, Hat, 1, Border.Replicate),
            "onnx:linear+pytorch-half-pixel" => Spread(n, m == 1 ? 0 : half, Hat, 1, Border.Replicate),
            "onnx:cubic+asymmetric" => Spread(n, corner, sharp, 1, Border.Replicate),
            "onnx:cubic+align-corners" => Spread(n, aligned, sharp, 1, Border.Replicate),
            "onnx:cubic+a=-0.5" => Spread(n, half, catmull, 1, Border.Replicate),
            "onnx:linear+antialias" => Spread(n, half, Hat, wide, Border.Replicate),
            "onnx:cubic+antialias" => Spread(n, half, sharp, wide, Border.Replicate),
            "onnx:cubic+asymmetric+antialias" => Spread(n, n == m ? i : corner, sharp, wide, Border.Replicate),
            _ => throw new ArgumentException($"There is no reference for {profile}.", nameof(profile)),
        };
    }

    private static double[] Spread(int n, double x, Kernel kernel, double wide, Border border)
    {
        var row = new double[n];
        int reach = (int)Math.Ceiling(4 * wide) + 2;
        for (int k = -reach; k < n + reach; k++)
        {
            double weight = kernel(Math.Abs(k - x) / wide);
            if (k >= 0 && k < n) row[k] += weight;
            else if (border == Border.Replicate) row[k < 0 ? 0 : n - 1] += weight;
        }

        return row;
    }

    private static double[] Cell(int n, double start, double length) =>
        [.. Enumerable.Range(0, n).Select(j => Math.Max(0, Math.Min(j + 1, start + length) - Math.Max(j, start)))];

    private static double ToThousandths(double x) => Math.Floor(x) + (Math.Round((x - Math.Floor(x)) * 1024) / 1024);

    private static double Hat(double d) => d < 1 ? 1 - d : 0;

    private static double Cubic(double d, double a) => d switch
    {
        < 1 => ((a + 2) * Math.Pow(d, 3)) - ((a + 3) * Math.Pow(d, 2)) + 1,
        < 2 => (a * Math.Pow(d, 3)) - (5 * a * Math.Pow(d, 2)) + (8 * a * d) - (4 * a),
        _ => 0,
    };

    private static double Hamming(double d) => d < 1 ? Sinc(d) * (0.54 + (0.46 * Math.Cos(Math.PI * d))) : 0;

    private static double Lanczos(double d, int lobes) => d < lobes ? Sinc(d) * Sinc(d / lobes) : 0;

    private static double Sinc(double d) => d < 1e-9 ? 1 : Math.Sin(Math.PI * d) / (Math.PI * d);
}

namespace Downright.Detection;

/// <summary>
/// Patch-clean (Quiring et al. 2023; docs/methods/filters.md): image and median-filtered image are scaled, the first is
/// blurred, and their PSNR is taken in patches; the mean less the least of them is large where only a part was attacked.
/// In dB.
/// </summary>
internal sealed class PatchClean() : DetectionMethod("patch-clean")
{
    private const int WindowFactor = 5, StepFactor = 4;

    /// <summary>The difference in dB that scores ½.</summary>
    private const double Half = 10;

    private protected override Measurement Measure(Examination examination)
    {
        if (TargetSizes.Blocking(examination.Image.Size, examination.Size) is { } reason) return Measurement.None(reason);
        PixelImage<byte> blurred = Blurred(examination.Scaled), clean = examination.CleanedScaled;
        var grid = new PatchGrid(examination.Size, WindowFactor, StepFactor);
        List<double> ratios = [];
        for (int row = 0; row < grid.Rows; row++)
        {
            int[] rows = grid.RowsOf(row);
            for (int column = 0; column < grid.Columns; column++)
            {
                double error = Error(blurred, clean, rows, grid.ColumnsOf(column));
                if (error > 0) ratios.Add(10 * Math.Log10(255.0 * 255.0 / error));
            }
        }

        // Equal patches have no ratio; where all are equal nothing was cleaned away.
        return Measurement.Growing(ratios is [] ? 0 : Math.Abs(ratios.Average() - ratios.Min()), Half);
    }

    private static double Error(PixelImage<byte> a, PixelImage<byte> b, int[] rows, int[] columns)
    {
        long sum = 0;
        foreach (int y in rows)
        {
            ReadOnlySpan<byte> rowA = a.Row(y), rowB = b.Row(y);
            foreach (int x in columns)
            {
                for (int i = x * a.Channels; i < (x + 1) * a.Channels; i++) sum += (rowA[i] - rowB[i]) * (rowA[i] - rowB[i]);
            }
        }

        return (double)sum / ((long)rows.Length * columns.Length * a.Channels);
    }

    /// <summary>OpenCV's Gaussian of 3×3 without a σ: ¼, ½, ¼ along each axis, mirrored at the border without repeating it.</summary>
    private static PixelImage<byte> Blurred(PixelImage<byte> image)
    {
        int channels = image.Channels;
        byte[] blurred = new byte[image.Size.Samples(channels)];
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> above = image.Row(Mirrored(y - 1, image.Height)), row = image.Row(y), below = image.Row(Mirrored(y + 1, image.Height));
            for (int x = 0; x < image.Width; x++)
            {
                int left = Mirrored(x - 1, image.Width) * channels, right = Mirrored(x + 1, image.Width) * channels;
                for (int channel = 0; channel < channels; channel++)
                {
                    int l = left + channel, m = (x * channels) + channel, r = right + channel;
                    int sum = above[l] + (2 * above[m]) + above[r] + (2 * (row[l] + (2 * row[m]) + row[r])) + below[l] + (2 * below[m]) + below[r];
                    blurred[(y * image.Width * channels) + m] = (byte)((sum + 8) >> 4);
                }
            }
        }

        return new PixelImage<byte>(blurred, image.Size, image.Format);
    }

    private static int Mirrored(int at, int length) => length == 1 ? 0 : at < 0 ? -at : at >= length ? (2 * length) - 2 - at : at;
}

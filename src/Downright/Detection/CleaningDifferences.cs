using Downright.Analysis;
using Downright.Prevention;

namespace Downright.Detection;

/// <summary>How much the selective median filter changes the pixels that a scaler considers.</summary>
internal sealed class CleaningDifferences(Examination examination)
{
    private readonly PixelImage<byte> _image = examination.Image;
    private readonly PixelImage<byte> _cleaned = examination.Cleaned(PreventionMethod.Median);
    private readonly ConsideredPixels _considered = examination.MedianFilter.Considered;

    /// <summary>A quantile of the absolute differences in some rows and columns, all channels together; null where none is considered.</summary>
    public double? Quantile(int[] rows, int[] columns, double quantile)
    {
        var counts = new long[256];
        long total = 0;
        foreach (int y in rows)
        {
            if (_considered.Row(y) is not { } set) continue;
            ReadOnlySpan<byte> before = _image.Row(y), after = _cleaned.Row(y);
            foreach (int x in columns)
            {
                if (!set.Contains(x)) continue;
                for (int i = x * _image.Channels; i < (x + 1) * _image.Channels; i++, total++) counts[Math.Abs(before[i] - after[i])]++;
            }
        }

        if (total == 0) return null;

        // Between the two values around the quantile's place the line is taken.
        double place = quantile * (total - 1);
        double low = At((long)place), high = At(Math.Min((long)place + 1, total - 1));
        return low + ((place - (long)place) * (high - low));

        int At(long index)
        {
            int level = 0;
            for (long below = counts[0]; below <= index; below += counts[level]) level++;
            return level;
        }
    }
}

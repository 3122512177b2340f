using Downright.Scaling;

namespace Downright.Prevention;

/// <summary>Where the windows of an axis' samples lie: sample s has From[s] ≤ i &lt; To[s].</summary>
/// <param name="From">The first sample of each window, inside the image.</param>
/// <param name="To">The sample after its last, inside the image.</param>
internal sealed record AxisWindows(int[] From, int[] To)
{
    /// <summary>Windows that reach so far to either side of their sample.</summary>
    public static AxisWindows Around(int samples, int half) => new(
        [.. Enumerable.Range(0, samples).Select(s => Math.Max(0, s - half))],
        [.. Enumerable.Range(0, samples).Select(s => (int)Math.Min(samples, (long)s + half + 1))]);

    /// <summary>
    /// The cells of area scaling: a sample's window is what the output that it counts most for covers, iβ to (i + 1)β,
    /// both rounded, halves up: cells share no sample. A sample that feeds no output is its own window.
    /// </summary>
    public static AxisWindows Cells(BandedMatrix axis)
    {
        AxisWindows windows = Around(axis.Columns, half: 0);
        var most = new double[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            int from = Border(output), to = Border(output + 1);
            ReadOnlySpan<double> weights = axis.Weights(output);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                int sample = axis.First(output) + tap;
                if (Math.Abs(weights[tap]) <= most[sample]) continue;
                most[sample] = Math.Abs(weights[tap]);
                (windows.From[sample], windows.To[sample]) = (from, to);
            }
        }

        return windows;

        int Border(int output) => (int)(((2L * output * axis.Columns) + axis.Rows) / (2L * axis.Rows));
    }
}

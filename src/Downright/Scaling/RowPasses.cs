namespace Downright.Scaling;

/// <summary>
/// Runs two passes over an image, output row by output row; source rows that several output rows share are made once a
/// band of rows.
/// </summary>
internal static class RowPasses
{
    /// <param name="passes">The library's arithmetic.</param>
    /// <param name="image">The source image.</param>
    /// <param name="target">The size to scale it to.</param>
    /// <param name="output">Target height × target width × channels samples.</param>
    public static void Run<TSample, TSum, TPasses>(TPasses passes, PixelImage<TSample> image, ImageSize target, Memory<TSample> output)
        where TSample : unmanaged
        where TPasses : IRowPasses<TSample, TSum>
    {
        long samples = Math.Min((long)target.Height * passes.MaxTaps, image.Height) * Math.Max(image.Width, target.Width) * image.Channels;

        // Neighbouring bands make the rows that they share twice, so that there are few.
        int threads = RowBands.ThreadsFor(samples);
        RowBands.Run(target.Height, threads == 1 ? 1 : 2 * threads, (passes, image, target.Width, output), static (work, from, to) =>
            Run<TSample, TSum, TPasses>(work.passes, work.image, work.Width, work.output.Span, from, to));
    }

    private static void Run<TSample, TSum, TPasses>(TPasses passes, PixelImage<TSample> image, int width, Span<TSample> output, int from, int to)
        where TSample : unmanaged
        where TPasses : IRowPasses<TSample, TSum>
    {
        int samples = width * image.Channels;
        using var ring = new RowRing<TSum>(passes.MaxTaps, samples);
        for (int y = from; y < to; y++)
        {
            var (first, taps) = passes.RowsOf(y);
            for (int tap = 0; tap < taps; tap++)
            {
                int row = Math.Clamp(first + tap, 0, image.Height - 1);
                Span<TSum> missing = ring.Want(tap, row);
                if (missing.Length > 0) passes.Horizontal(image.Row(row), image.Channels, missing);
            }

            passes.Vertical(y, ring, output.Slice(y * samples, samples));
        }
    }
}

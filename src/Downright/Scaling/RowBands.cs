namespace Downright.Scaling;

/// <summary>Runs work on bands of rows: on this thread where it is small, and on several where it is not.</summary>
internal static class RowBands
{
    private const long SamplesWorthAThread = 1 << 18;

    /// <summary>Several bands a thread even out what else the threads have to do.</summary>
    private const int BandsOfThread = 4;

    /// <param name="rows">The rows to work on.</param>
    /// <param name="samples">About how many samples are read and written in all.</param>
    /// <param name="state">What the work needs; passed on so that a static lambda allocates nothing.</param>
    /// <param name="work">Works on the rows from its second argument up to, not including, its third.</param>
    public static void Run<T>(int rows, long samples, T state, Action<T, int, int> work)
    {
        int threads = ThreadsFor(samples);
        Run(rows, threads == 1 ? 1 : threads * BandsOfThread, state, work);
    }

    /// <summary>As many threads as there are processors, or fewer where the work is small.</summary>
    /// <param name="samples">About how many samples are read and written in all.</param>
    public static int ThreadsFor(long samples) => (int)Math.Min(Environment.ProcessorCount, Math.Max(1, samples / SamplesWorthAThread));

    /// <param name="rows">The rows to work on.</param>
    /// <param name="bands">The number of bands, at least 1; no more than there are rows are made.</param>
    /// <param name="state">What the work needs.</param>
    /// <param name="work">Works on the rows from its second argument up to, not including, its third.</param>
    public static void Run<T>(int rows, int bands, T state, Action<T, int, int> work)
    {
        bands = Math.Min(rows, bands);
        if (bands <= 1) work(state, 0, rows);
        else new SharedBands<T>(rows, bands, state, work).Run(Math.Min(bands, Environment.ProcessorCount));
    }
}

using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Downright.Benchmarks;

/// <summary>
/// Times two pieces of work in turns and takes the ratio of each pair, since a shared machine changes its speed within
/// one process.
/// </summary>
internal sealed class PairedTimes
{
    /// <summary>Larger than the caches: reading it throws everything else out. It is written once, or all of it were one page of zeros.</summary>
    private static readonly byte[] Flood = Enumerable.Repeat((byte)1, 128 << 20).ToArray();

    private readonly List<double> _ours = [];
    private readonly List<double> _peers = [];
    private readonly List<double> _ratios = [];

    private PairedTimes()
    {
    }

    /// <summary>The median time of ours, in milliseconds.</summary>
    public double Milliseconds => Median.Of(_ours);

    /// <summary>The median time of the peer, in milliseconds.</summary>
    public double PeerMilliseconds => Median.Of(_peers);

    /// <summary>The median of ours / the peer's.</summary>
    public double Ratio => Median.Of(_ratios);

    /// <summary>Times pairs until there are enough.</summary>
    /// <param name="ours">What is judged.</param>
    /// <param name="peer">What it is compared with.</param>
    /// <param name="cold">Whether the caches are emptied before each piece.</param>
    /// <param name="milliseconds">About how long to go on; at least 15 pairs in any case.</param>
    public static PairedTimes Of(Action ours, Action peer, bool cold, double milliseconds) =>
        Of(ours, () => Time(peer, cold), cold, milliseconds);

    /// <summary>Times pairs with a peer that says how many milliseconds it took.</summary>
    /// <inheritdoc cref="Of(Action, Action, bool, double)"/>
    public static PairedTimes Of(Action ours, Func<double> peer, bool cold, double milliseconds)
    {
        long warm = Stopwatch.GetTimestamp();
        for (int i = 0; i < 60 || Stopwatch.GetElapsedTime(warm).TotalMilliseconds < 1000; i++)
        {
            ours();
            if (i < 3) peer();
        }

        var times = new PairedTimes();
        long start = Stopwatch.GetTimestamp();
        while (times._ratios.Count < 15 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds)
        {
            double mine = Time(ours, cold), theirs = peer();
            times._ours.Add(mine);
            times._peers.Add(theirs);
            times._ratios.Add(mine / theirs);
        }

        return times;
    }

    /// <summary>Reads memory once and does nothing with it: the floor of everything that looks at each pixel.</summary>
    public static ulong Read(ReadOnlySpan<byte> memory)
    {
        ReadOnlySpan<Vector<ulong>> vectors = MemoryMarshal.Cast<byte, Vector<ulong>>(memory);
        Vector<ulong> a = default, b = default, c = default, d = default;
        int i = 0;
        for (; i <= vectors.Length - 4; i += 4)
        {
            a ^= vectors[i];
            b ^= vectors[i + 1];
            c ^= vectors[i + 2];
            d ^= vectors[i + 3];
        }

        for (; i < vectors.Length; i++) a ^= vectors[i];
        return Vector.Sum(a ^ b ^ c ^ d);
    }

    private static double Time(Action work, bool cold)
    {
        // The hot time is that of the second of two runs: the peer's run in between used the caches too.
        if (cold) Read(Flood);
        else work();
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

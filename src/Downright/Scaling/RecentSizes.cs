namespace Downright.Scaling;

/// <summary>
/// What was compiled for the pairs of sizes seen last: folders and requests hold few sizes, but not in order. The oldest
/// makes room for the newest. Any number of threads may share one; a hit allocates nothing.
/// </summary>
/// <typeparam name="T">What is compiled for a pair of sizes.</typeparam>
/// <param name="capacity">How many are kept.</param>
/// <param name="bytesOf">How much memory one keeps at present; null where that is little.</param>
/// <param name="mostBytes">How much all but the newest may keep when that comes.</param>
internal sealed class RecentSizes<T>(int capacity, Func<T, long>? bytesOf = null, long mostBytes = long.MaxValue) where T : class
{
    private Entry[] _newestFirst = [];

    /// <summary>What was compiled for a pair of sizes, or is now.</summary>
    /// <typeparam name="TState">What compiling needs.</typeparam>
    /// <param name="source">The source size.</param>
    /// <param name="target">The target size.</param>
    /// <param name="state">What compiling needs, so that the function captures nothing.</param>
    /// <param name="compile">Compiles it; threads that come at the same time may each do so, and take the first one's.</param>
    public T Get<TState>(ImageSize source, ImageSize target, TState state, Func<TState, ImageSize, ImageSize, T> compile)
    {
        Entry[] entries = Volatile.Read(ref _newestFirst);
        if (Find(entries, source, target) is { } kept) return kept;
        T compiled = compile(state, source, target);
        while (true)
        {
            Entry[] with = [new Entry(source, target, compiled), .. Fitting(entries)];
            Entry[] before = Interlocked.CompareExchange(ref _newestFirst, with, entries);
            if (before == entries) return compiled;
            entries = before;
            if (Find(entries, source, target) is { } theirs) return theirs;
        }
    }

    private ReadOnlySpan<Entry> Fitting(Entry[] entries)
    {
        int count = Math.Min(entries.Length, capacity - 1);
        if (bytesOf is null) return entries.AsSpan(0, count);
        int fitting = 0;
        for (long room = mostBytes; fitting < count && (room -= bytesOf(entries[fitting].Compiled)) >= 0;) fitting++;
        return entries.AsSpan(0, fitting);
    }

    private static T? Find(Entry[] entries, ImageSize source, ImageSize target)
    {
        foreach (Entry entry in entries)
            if (entry.Source == source && entry.Target == target) return entry.Compiled;
        return null;
    }

    private sealed record Entry(ImageSize Source, ImageSize Target, T Compiled);
}

using System.Collections.Concurrent;

namespace Downright.Prevention;

/// <summary>
/// The windows that list their candidates, once a search has found them: they depend on the sizes alone, so that a stream of
/// images searches once. So many are kept, and the rest is searched again.
/// </summary>
internal sealed class FoundWindows
{
    /// <summary>4 MB of pixel indices.</summary>
    private const long MostCandidates = 1 << 20;

    private readonly ConcurrentDictionary<(int X, int Y), (CandidateWindow Window, int[] Candidates)> _windows = new();
    private long _candidates;

    /// <summary>About how many bytes are kept: each window has an object of its own beside its candidates.</summary>
    public long KeptBytes => (sizeof(int) * Interlocked.Read(ref _candidates)) + (128L * _windows.Count);

    /// <summary>The window of a pixel and its candidates' indices, where they are known.</summary>
    public bool TryGet(int x, int y, out CandidateWindow window, out ReadOnlySpan<int> candidates)
    {
        bool isKnown = _windows.TryGetValue((x, y), out var found);
        window = found.Window;
        candidates = found.Candidates;
        return isKnown;
    }

    /// <summary>Keeps what a search found, as long as there is room.</summary>
    public void Keep(int x, int y, CandidateWindow window, ReadOnlySpan<int> candidates)
    {
        if (Interlocked.Read(ref _candidates) + candidates.Length > MostCandidates) return;
        if (_windows.TryAdd((x, y), (window, candidates.ToArray()))) Interlocked.Add(ref _candidates, candidates.Length);
    }
}

namespace Downright.Attacks.Solving;

/// <summary>
/// The pixels that a selective filter replaces and the candidates of each, as places in a channel's padded plane: all that
/// an attack on any filter of this kind needs to know of it.
/// </summary>
internal sealed class ReplacedPixels
{
    private readonly int[] _starts;
    private readonly int[] _candidates;

    /// <param name="size">The source image.</param>
    /// <param name="stride">Samples from one row of a plane to the next.</param>
    /// <param name="candidatesOf">The candidates y · width + x of the pixel at (x, y); none for a pixel that stays.</param>
    public ReplacedPixels(ImageSize size, int stride, Func<int, int, int[]> candidatesOf)
    {
        List<int> pixels = [], starts = [0];
        List<int> all = [];
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                int[] candidates = candidatesOf(x, y);
                if (candidates.Length == 0) continue;
                pixels.Add((y * stride) + x);
                foreach (int candidate in candidates) all.Add((candidate / size.Width * stride) + (candidate % size.Width));
                starts.Add(all.Count);
                MostCandidates = Math.Max(MostCandidates, candidates.Length);
            }
        }

        IsCandidate = new bool[size.Height * stride];
        foreach (int candidate in all) IsCandidate[candidate] = true;
        Pixels = [.. pixels];
        _starts = [.. starts];
        _candidates = [.. all];
    }

    /// <summary>The replaced pixels.</summary>
    public int[] Pixels { get; }

    /// <summary>Whether a place is a candidate of any of them.</summary>
    public bool[] IsCandidate { get; }

    /// <summary>The number of candidates that a pixel has at most.</summary>
    public int MostCandidates { get; }

    /// <summary>The candidates of one of the pixels.</summary>
    public ReadOnlySpan<int> CandidatesOf(int pixel) => _candidates.AsSpan(_starts[pixel].._starts[pixel + 1]);
}

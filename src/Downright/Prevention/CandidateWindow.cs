namespace Downright.Prevention;

/// <summary>The window of a considered pixel: rows Top ≤ y &lt; Bottom, columns Left ≤ x &lt; Right, and its candidates.</summary>
/// <param name="Top">The first row.</param>
/// <param name="Bottom">The row after the last.</param>
/// <param name="Left">The first column.</param>
/// <param name="Right">The column after the last.</param>
/// <param name="Count">The number of candidates; 0 only where the image has nothing to replace the pixel with.</param>
/// <param name="IsListed">Whether the search lists the candidates; else they are the window's pixels outside P.</param>
internal readonly record struct CandidateWindow(int Top, int Bottom, int Left, int Right, int Count, bool IsListed)
{
    /// <summary>The number of pixels in it.</summary>
    public long Pixels => (long)(Bottom - Top) * (Right - Left);
}

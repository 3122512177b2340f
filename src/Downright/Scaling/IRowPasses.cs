namespace Downright.Scaling;

/// <summary>
/// Two passes in a library's arithmetic, for one type of sample: the horizontal one over each source row, the vertical
/// one over the rows of each output row's taps.
/// </summary>
/// <typeparam name="TSample">The type of a sample.</typeparam>
/// <typeparam name="TSum">The type of what the horizontal pass hands to the vertical one.</typeparam>
internal interface IRowPasses<TSample, TSum>
{
    /// <summary>The most taps of any output row.</summary>
    int MaxTaps { get; }

    /// <summary>
    /// The source rows of an output row: the first one and their number. Rows outside of the image are the border row.
    /// </summary>
    (int First, int Taps) RowsOf(int y);

    /// <summary>The horizontal pass over one source row.</summary>
    void Horizontal(ReadOnlySpan<TSample> row, int channels, Span<TSum> sums);

    /// <summary>The vertical pass of output row <paramref name="y"/>.</summary>
    void Vertical(int y, in RowRing<TSum> rows, Span<TSample> output);
}

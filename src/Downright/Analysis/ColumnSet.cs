namespace Downright.Analysis;

/// <summary>The considered columns of a row of source pixels, and how many of the others lie left of each column.</summary>
internal sealed class ColumnSet
{
    private readonly bool[] _considered;
    private readonly int[] _othersBefore;
    private readonly int[] _others;

    public ColumnSet(bool[] considered)
    {
        _considered = considered;
        Columns = [.. Where(true)];
        _others = [.. Where(false)];
        _othersBefore = new int[considered.Length + 1];
        for (int x = 0; x < considered.Length; x++) _othersBefore[x + 1] = _othersBefore[x] + (considered[x] ? 0 : 1);

        IEnumerable<int> Where(bool value) => Enumerable.Range(0, considered.Length).Where(x => considered[x] == value);
    }

    /// <summary>The considered columns, ascending.</summary>
    public int[] Columns { get; }

    public bool Contains(int x) => _considered[x];

    /// <summary>The number of columns left ≤ x &lt; right outside the set.</summary>
    public int CountOthers(int left, int right) => _othersBefore[right] - _othersBefore[left];

    /// <summary>The column outside the set that has <paramref name="index"/> others between it and <paramref name="left"/>.</summary>
    public int Other(int left, int index) => _others[_othersBefore[left] + index];
}

namespace Downright.Scaling;

/// <summary>Builds a <see cref="BandedMatrix"/> row by row, from the top.</summary>
internal sealed class BandedMatrixBuilder(int rows, int columns)
{
    private readonly int[] _first = new int[rows];
    private readonly int[] _offset = new int[rows + 1];
    private readonly List<double> _weights = new(rows * 2);
    private int _row;

    /// <summary>Adds a row whose weights lie inside the matrix. Zeros at both ends are left off.</summary>
    public void Add(int first, ReadOnlySpan<double> weights)
    {
        int start = 0, end = weights.Length;
        while (start < end && weights[start] == 0) start++;
        while (end > start && weights[end - 1] == 0) end--;
        if (end > start && (first + start < 0 || first + end > columns))
            throw new ArgumentException($"The band {first + start}..{first + end} leaves the {columns} columns.", nameof(first));

        _first[_row] = end > start ? first + start : 0;
        _weights.AddRange(weights[start..end]);
        _offset[++_row] = _weights.Count;
    }

    /// <summary>Adds a row whose taps beyond the border read the border sample: their weights add up there.</summary>
    public void AddClamped(int first, ReadOnlySpan<double> weights)
    {
        int start = Math.Clamp(first, 0, columns - 1);
        int end = Math.Clamp(first + weights.Length - 1, 0, columns - 1);
        Span<double> folded = new double[end - start + 1];
        for (int tap = 0; tap < weights.Length; tap++)
            folded[Math.Clamp(first + tap, 0, columns - 1) - start] += weights[tap];
        Add(start, folded);
    }

    /// <summary>Adds a row whose taps beyond the border are dropped; what is left is divided by its sum.</summary>
    public void AddRenormalized(int first, ReadOnlySpan<double> weights)
    {
        int start = Math.Max(0, -first);
        int end = Math.Min(weights.Length, columns - first);
        Span<double> inside = weights[start..end].ToArray();
        double sum = 0;
        foreach (double weight in inside) sum += weight;
        foreach (ref double weight in inside) weight /= sum;
        Add(first + start, inside);
    }

    public BandedMatrix Build()
    {
        if (_row != rows) throw new InvalidOperationException($"{_row} of {rows} rows were added.");
        return new BandedMatrix(columns, _first, _offset, [.. _weights]);
    }
}

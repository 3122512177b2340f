namespace Downright.Scaling;

/// <summary>
/// A matrix whose rows hold few, adjacent weights: one axis of a scaling operator, a row per output and a column per
/// source sample. The band of a row runs from its first to its last weight that is not zero.
/// </summary>
public sealed class BandedMatrix
{
    private readonly int[] _first;
    private readonly int[] _offset;
    private readonly double[] _weights;

    internal BandedMatrix(int columns, int[] first, int[] offset, double[] weights)
    {
        Columns = columns;
        _first = first;
        _offset = offset;
        _weights = weights;
        for (int row = 0; row < Rows; row++) MaxTaps = Math.Max(MaxTaps, Taps(row));
    }

    /// <summary>The number of rows: the outputs of the axis.</summary>
    public int Rows => _first.Length;

    /// <summary>The number of columns: the source samples of the axis.</summary>
    public int Columns { get; }

    /// <summary>The largest number of taps of any row.</summary>
    public int MaxTaps { get; }

    /// <summary>The column of a row's first weight.</summary>
    public int First(int row) => _first[row];

    /// <summary>The number of a row's weights, from <see cref="First"/> on.</summary>
    public int Taps(int row) => _offset[row + 1] - _offset[row];

    /// <summary>The weights of a row, for the columns from <see cref="First"/> on.</summary>
    public ReadOnlySpan<double> Weights(int row) => _weights.AsSpan(_offset[row], Taps(row));

    /// <summary>The weight at a row and column; 0 outside the band.</summary>
    public double this[int row, int column]
    {
        get
        {
            int tap = column - _first[row];
            return tap >= 0 && tap < Taps(row) ? Weights(row)[tap] : 0;
        }
    }

    /// <summary>The matrix that does nothing.</summary>
    /// <param name="size">Rows and columns.</param>
    public static BandedMatrix Identity(int size)
    {
        var builder = new BandedMatrixBuilder(size, size);
        for (int row = 0; row < size; row++) builder.Add(row, [1.0]);
        return builder.Build();
    }

    /// <summary>The product of this matrix and another that is applied before it.</summary>
    /// <param name="before">A matrix with as many rows as this one has columns.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public BandedMatrix Multiply(BandedMatrix before)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (before.Rows != Columns) throw new ArgumentException($"{before} does not fit before {this}.", nameof(before));

        var builder = new BandedMatrixBuilder(Rows, before.Columns);
        for (int row = 0; row < Rows; row++)
        {
            int start = int.MaxValue, end = 0;
            for (int tap = 0; tap < Taps(row); tap++)
            {
                int middle = First(row) + tap;
                start = Math.Min(start, before.First(middle));
                end = Math.Max(end, before.First(middle) + before.Taps(middle));
            }

            var weights = new double[Math.Max(0, end - start)];
            for (int tap = 0; tap < Taps(row); tap++)
            {
                int middle = First(row) + tap;
                double weight = Weights(row)[tap];
                ReadOnlySpan<double> inner = before.Weights(middle);
                for (int j = 0; j < inner.Length; j++) weights[before.First(middle) - start + j] += weight * inner[j];
            }

            builder.Add(weights.Length == 0 ? 0 : start, weights);
        }

        return builder.Build();
    }

    /// <summary>The transposed matrix. Each of its rows runs from the first to the last output that the sample feeds.</summary>
    public BandedMatrix Transpose()
    {
        var start = new int[Columns];
        var end = new int[Columns];
        Array.Fill(start, Rows);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = First(row); column < First(row) + Taps(row); column++)
            {
                start[column] = Math.Min(start[column], row);
                end[column] = row + 1;
            }
        }

        var builder = new BandedMatrixBuilder(Columns, Rows);
        for (int column = 0; column < Columns; column++)
        {
            var weights = new double[Math.Max(0, end[column] - start[column])];
            for (int i = 0; i < weights.Length; i++) weights[i] = this[start[column] + i, column];
            builder.Add(start[column], weights);
        }

        return builder.Build();
    }

    /// <summary>Rows, columns and widest band, such as <c>224x896, up to 2 taps</c>.</summary>
    public override string ToString() => $"{Rows}x{Columns}, up to {MaxTaps} taps";
}

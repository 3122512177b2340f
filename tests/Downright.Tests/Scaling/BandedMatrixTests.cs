using CsCheck;
using Downright.Scaling;

namespace Downright.Tests.Scaling;

public sealed class BandedMatrixTests
{
    [Fact]
    public void Multiplying_equals_the_dense_product() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int).Sample((rows, middle, columns, seed) =>
        {
            var random = new Random(seed);
            BandedMatrix a = RandomMatrix(random, rows, middle), b = RandomMatrix(random, middle, columns);
            BandedMatrix product = a.Multiply(b);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double expected = 0;
                    for (int k = 0; k < middle; k++) expected += a[row, k] * b[k, column];
                    Assert.Equal(expected, product[row, column], 1e-12);
                }
            }
        });

    [Fact]
    public void The_identity_changes_nothing()
    {
        BandedMatrix matrix = RandomMatrix(new Random(1), 7, 9);
        BandedMatrix product = matrix.Multiply(BandedMatrix.Identity(9));
        for (int row = 0; row < 7; row++) Assert.Equal(matrix.Weights(row), product.Weights(row));
    }

    [Fact]
    public void Transposing_exchanges_rows_and_columns() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int).Sample((rows, columns, seed) =>
        {
            BandedMatrix matrix = RandomMatrix(new Random(seed), rows, columns), transposed = matrix.Transpose();
            Assert.Equal((columns, rows), (transposed.Rows, transposed.Columns));
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++) Assert.Equal(matrix[row, column], transposed[column, row]);
            }
        });

    [Fact]
    public void Zeros_at_the_ends_of_a_row_are_left_off()
    {
        var builder = new BandedMatrixBuilder(1, 5);
        builder.Add(0, [0, 0, 2, 0, 3]);
        BandedMatrix matrix = builder.Build();
        Assert.Equal((2, 3), (matrix.First(0), matrix.Taps(0)));
    }

    [Fact]
    public void Clamped_taps_add_up_at_the_border()
    {
        var builder = new BandedMatrixBuilder(2, 3);
        builder.AddClamped(-2, [1, 2, 4, 8]);
        builder.AddClamped(5, [1, 2]);
        BandedMatrix matrix = builder.Build();
        Assert.Equal([7, 8], matrix.Weights(0));
        Assert.Equal((2, 3.0), (matrix.First(1), matrix.Weights(1)[0]));
    }

    [Fact]
    public void A_band_outside_the_matrix_is_refused() =>
        Assert.Throws<ArgumentException>("first", () => new BandedMatrixBuilder(1, 3).Add(2, [1, 1]));

    private static BandedMatrix RandomMatrix(Random random, int rows, int columns)
    {
        var builder = new BandedMatrixBuilder(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            int taps = random.Next(1, columns + 1);
            builder.Add(random.Next(0, columns - taps + 1), [.. Enumerable.Range(0, taps).Select(_ => random.NextDouble() - 0.5)]);
        }

        return builder.Build();
    }
}

using Downright.Kernels;

namespace Downright.Tests.Kernels;

public sealed class RowsAheadTests
{
    [Theory]
    [InlineData(12000, 13 * 12000)]
    [InlineData(12000, 13 * 12100)]
    [InlineData(1000, 4 * 1000)]
    public void What_follows_a_rows_end_is_the_start_of_the_row_in_its_place(int length, int next)
    {
        var ahead = RowsAhead.Of(2, length, next);
        int end = length - ahead.Near;
        Assert.InRange(ahead.Near, 1, length);
        Assert.Equal(next, end + ahead.Next);
    }

    [Fact]
    public void After_the_last_output_nothing_new_is_asked_for() => Assert.Equal(0, RowsAhead.Of(2, 12000, 0).Next);
}

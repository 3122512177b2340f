using CsCheck;
using Downright.Scaling;

namespace Downright.Tests.Scaling;

public sealed class RowBandsTests
{
    [Fact]
    public void Every_row_is_worked_on_once() => Gen.Select(Gen.Int[1, 300], Gen.Int[1, 40]).Sample((rows, bands) =>
    {
        var times = new int[rows];
        RowBands.Run(rows, bands, times, static (times, from, to) =>
        {
            for (int row = from; row < to; row++) Interlocked.Increment(ref times[row]);
        });
        return times.All(count => count == 1);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void What_the_work_throws_reaches_the_caller_after_all_bands(int bands)
    {
        var worked = new int[1];

        Assert.Throws<InvalidDataException>(() => RowBands.Run(64, bands, worked, static (worked, from, to) =>
        {
            Interlocked.Add(ref worked[0], to - from);
            if (from == 0) throw new InvalidDataException();
        }));

        Assert.Equal(64, worked[0]);
    }
}

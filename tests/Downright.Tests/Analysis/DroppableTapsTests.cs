using Downright.Analysis;
using Downright.Scaling;

namespace Downright.Tests.Analysis;

public sealed class DroppableTapsTests
{
    private static readonly BandedMatrix Plain = Axis([1.0]);

    [Fact]
    public void The_lightest_taps_are_dropped_up_to_half_a_percent_of_the_range()
    {
        Assert.Equal([false, true], Considered(Axis([0.005, 0.995])));
        Assert.Equal([true, true], Considered(Axis([0.0051, 0.9949])));
        Assert.Equal([false, true], Considered(Axis([-0.005, 1.005])));
        Assert.Equal([true, false, true, false], Considered(Axis([0.004, 0.001, 0.992, 0.003])));
    }

    [Fact]
    public void Of_equal_taps_the_first_are_dropped() =>
        Assert.Equal([false, true, true], Considered(Axis([0.003, 0.003, 0.994])));

    [Fact]
    public void A_sample_stays_if_one_output_keeps_it() =>
        Assert.Equal([true, true], Considered(Axis([0.004, 0.996], [0.996, 0.004])));

    [Fact]
    public void The_other_axis_amplifies() =>
        Assert.Equal([true, true], DroppableTaps.Considered(Axis([0.004, 0.996]), Axis([1.25, -0.25])));

    private static bool[] Considered(BandedMatrix axis) => DroppableTaps.Considered(axis, Plain);

    private static BandedMatrix Axis(params double[][] rows)
    {
        var builder = new BandedMatrixBuilder(rows.Length, rows[0].Length);
        foreach (double[] row in rows) builder.Add(0, row);
        return builder.Build();
    }
}

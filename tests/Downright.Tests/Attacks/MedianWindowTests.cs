using CsCheck;
using Downright.Attacks.Solving;

namespace Downright.Tests.Attacks;

/// <summary>The claim that the attack on one window is optimal (Quiring et al. 2020, appendix C).</summary>
public sealed class MedianWindowTests
{
    private static readonly Gen<byte[]> Values = Gen.Frequency((3, Gen.Byte), (1, Gen.Byte[100, 103])).Array[1, 30];

    [Fact]
    public void The_number_of_changes_is_the_proven_minimum_up_and_down_for_odd_and_even_counts() =>
        Gen.Select(Values, Gen.Byte).Sample((values, goal) =>
        {
            byte[] moved = [.. values];
            int reported = 0;
            Assert.True(new MedianWindow().Move(moved, goal, int.MaxValue, _ => reported++));

            int n = values.Length, rank = (n - 1) / 2;
            int up = Math.Max(0, values.Count(v => v < goal) - rank), down = Math.Max(0, values.Count(v => v > goal) - (n - 1 - rank));
            int changed = values.Zip(moved).Count(pair => pair.First != pair.Second);
            Assert.Equal(up + down, changed);
            Assert.Equal(changed, reported);
            Assert.True(up == 0 || down == 0);
            Assert.Equal(goal, moved.Order().ElementAt(rank));
            Assert.Equal(goal, MedianWindow.Median(moved));
        });

    [Fact]
    public void No_other_change_reaches_the_goal_with_fewer_values_or_less_in_sum_or_squares() =>
        Gen.Select(Gen.Byte[0, 12].Array[1, 6], Gen.Byte[0, 12]).Sample((values, goal) =>
        {
            byte[] moved = [.. values];
            new MedianWindow().Move(moved, goal, int.MaxValue);
            var ours = Costs(values, moved);

            // Every value that changes is best set to the goal: a median of the goal needs no value beyond it.
            var best = (Count: int.MaxValue, Sum: int.MaxValue, Squares: int.MaxValue);
            for (int set = 0; set < 1 << values.Length; set++)
            {
                byte[] tried = [.. values.Select((v, i) => (set >> i & 1) == 1 ? goal : v)];
                if (tried.Order().ElementAt((tried.Length - 1) / 2) != goal) continue;
                var costs = Costs(values, tried);
                best = (Math.Min(best.Count, costs.Count), Math.Min(best.Sum, costs.Sum), Math.Min(best.Squares, costs.Squares));
            }

            Assert.Equal(best, ours);
        });

    [Fact]
    public void No_more_values_change_than_are_allowed() =>
        Gen.Select(Values, Gen.Byte, Gen.Int[0, 10]).Sample((values, goal, allowed) =>
        {
            byte[] moved = [.. values];
            bool done = new MedianWindow().Move(moved, goal, allowed);
            Assert.True(values.Zip(moved).Count(pair => pair.First != pair.Second) <= allowed);
            Assert.Equal(done, MedianWindow.Median(moved) == goal);
        });

    [Theory]
    [InlineData(5, 3, 3)]
    [InlineData(6, 4, 3)]
    [InlineData(7, 4, 4)]
    [InlineData(8, 5, 4)]
    public void In_the_worst_case_about_half_of_the_values_change(int count, int up, int down)
    {
        byte[] low = [.. Enumerable.Repeat((byte)10, count)], high = [.. Enumerable.Repeat((byte)200, count)];
        new MedianWindow().Move(low, 100, int.MaxValue);
        new MedianWindow().Move(high, 100, int.MaxValue);
        Assert.Equal((up, down), (low.Count(v => v == 100), high.Count(v => v == 100)));
    }

    private static (int Count, int Sum, int Squares) Costs(byte[] before, byte[] after) => (
        before.Zip(after).Count(p => p.First != p.Second),
        before.Zip(after).Sum(p => Math.Abs(p.First - p.Second)),
        before.Zip(after).Sum(p => (p.First - p.Second) * (p.First - p.Second)));
}

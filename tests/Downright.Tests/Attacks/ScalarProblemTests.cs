using CsCheck;
using Downright.Attacks;
using Downright.Tests.Reference;

namespace Downright.Tests.Attacks;

public sealed class ScalarProblemTests
{
    private static readonly Gen<(double Weight, double Sample)[]> Window =
        Gen.Select(
            Gen.Frequency((8, Gen.Int[-300, 1000].Select(thousandths => thousandths / 1000.0)), (1, Gen.Const(0.0)), (1, Gen.Const(0.25))),
            Gen.Frequency((6, Gen.Double[0, 255]), (1, Gen.Const(0.0)), (1, Gen.Const(255.0)))).Array[1, 24];

    [Fact]
    public void The_solution_is_that_of_bisection_and_keeps_the_limits() =>
        Gen.Select(Window, Gen.Int[-30000, 30000].Where(push => push != 0).Select(push => push / 100.0)).Sample((window, push) =>
        {
            double[] weights = [.. window.Select(w => w.Weight)], samples = [.. window.Select(w => w.Sample)];
            var changes = new double[window.Length];
            bool feasible = new ScalarProblem(30).Solve(weights, samples, push, changes);
            var reference = LeastChange.Solve(weights, samples, push);

            Assert.Equal(reference.Feasible, feasible);
            Assert.All(changes.Zip(samples), pair => Assert.InRange(pair.First + pair.Second, 0, 255));
            double squared = changes.Sum(change => change * change), reached = changes.Zip(weights, (c, w) => c * w).Sum();
            Assert.InRange(squared, reference.Squared * (1 - 1e-9), (reference.Squared * (1 + 1e-9)) + 1e-15);
            if (feasible) Assert.Equal(push, reached, 1e-9);
            else Assert.True(Math.Abs(reached) < Math.Abs(push));
        });

    [Fact]
    public void No_feasible_change_that_is_found_by_chance_is_smaller() =>
        Gen.Select(Window, Gen.Int[-4000, 4000].Where(push => push != 0).Select(push => push / 100.0), Gen.Double[-1, 1].Array[24]).Sample((window, push, directions) =>
        {
            double[] weights = [.. window.Select(w => w.Weight)], samples = [.. window.Select(w => w.Sample)];
            var changes = new double[window.Length];
            if (!new ScalarProblem(24).Solve(weights, samples, push, changes)) return;

            // A step along the constraint: without its part along the weights. Where it keeps the limits it must not help.
            double norm = weights.Sum(w => w * w), along = weights.Zip(directions, (w, d) => w * d).Sum() / norm;
            double[] moved = [.. changes.Select((change, j) => change + (0.01 * (directions[j] - (along * weights[j]))))];
            if (moved.Zip(samples, (c, s) => c + s).Any(value => value is < 0 or > 255)) return;
            Assert.True(moved.Sum(c => c * c) >= changes.Sum(c => c * c) - 1e-9);
        });

    [Fact]
    public void A_push_to_the_very_limit_is_feasible()
    {
        double[] weights = [0.1, 0.2, 0.7], samples = [10, 20, 30];
        double limit = weights.Zip(samples, (w, s) => w * (255 - s)).Sum();
        var changes = new double[3];
        Assert.True(new ScalarProblem(3).Solve(weights, samples, limit, changes));
        Assert.All(changes.Zip(samples), pair => Assert.Equal(255, pair.First + pair.Second, 1e-9));
        Assert.False(new ScalarProblem(3).Solve(weights, samples, limit + 1e-6, changes));
        Assert.Equal([245.0, 235, 225], changes);
    }

    [Fact]
    public void A_window_without_weight_can_do_nothing()
    {
        var changes = new double[2];
        Assert.False(new ScalarProblem(2).Solve([0, 0], [7, 8], 1, changes));
        Assert.Equal([0.0, 0], changes);
        Assert.False(new ScalarProblem(2).Solve([], [], 1, []));
    }
}

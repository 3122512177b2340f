using CsCheck;
using Downright.Attacks.Solving;
using Downright.Tests.Reference;

namespace Downright.Tests.Attacks;

public sealed class ScalarProblemTests
{
    private static readonly Gen<(double Weight, double Sample)[]> Windows =
        Gen.Select(
            Gen.Frequency((8, Gen.Int[-300, 1000].Select(thousandths => thousandths / 1000.0)), (1, Gen.Const(0.0)), (1, Gen.Const(0.25))),
            Gen.Frequency((6, Gen.Double[0, 255]), (1, Gen.Const(0.0)), (1, Gen.Const(255.0)))).Array[1, 24];

    [Fact]
    public void The_solution_is_that_of_bisection_and_keeps_the_limits() =>
        Gen.Select(Windows, Gen.Int[-30000, 30000].Where(push => push != 0).Select(push => push / 100.0)).Sample((window, push) =>
        {
            double[] weights = [.. window.Select(w => w.Weight)], samples = [.. window.Select(w => w.Sample)];
            double? lambda = Solve(weights, samples, push, out double[] changes);
            bool feasible = lambda is not null;
            var reference = LeastChange.Solve(weights, samples, push);

            Assert.Equal(reference.Feasible, feasible);
            Assert.All(changes.Zip(samples), pair => Assert.InRange(pair.First + pair.Second, 0, 255));
            if (feasible) Assert.All(weights.Zip(samples, changes), t => Assert.Equal(Math.Clamp(lambda!.Value * t.First, -t.Second, 255 - t.Second), t.Third, 1e-9));
            double squared = changes.Sum(change => change * change), reached = changes.Zip(weights, (c, w) => c * w).Sum();
            Assert.InRange(squared, reference.Squared * (1 - 1e-9), (reference.Squared * (1 + 1e-9)) + 1e-15);
            if (feasible) Assert.Equal(push, reached, 1e-9);
            else Assert.True(Math.Abs(reached) < Math.Abs(push));
        });

    [Fact]
    public void No_feasible_change_that_is_found_by_chance_is_smaller() =>
        Gen.Select(Windows, Gen.Int[-4000, 4000].Where(push => push != 0).Select(push => push / 100.0), Gen.Double[-1, 1].Array[24]).Sample((window, push, directions) =>
        {
            double[] weights = [.. window.Select(w => w.Weight)], samples = [.. window.Select(w => w.Sample)];
            if (Solve(weights, samples, push, out double[] changes) is null) return;

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
        Assert.NotNull(Solve(weights, samples, limit, out double[] changes));
        Assert.All(changes.Zip(samples), pair => Assert.Equal(255, pair.First + pair.Second, 1e-9));
        Assert.Null(Solve(weights, samples, limit + 1e-6, out changes));
        Assert.Equal([245.0, 235, 225], changes);
    }

    [Fact]
    public void A_window_without_weight_can_do_nothing()
    {
        Assert.Null(Solve([0, 0], [7, 8], 1, out double[] changes));
        Assert.Equal([0.0, 0], changes);
        Assert.Null(Solve([], [], 1, out _));
    }

    [Fact]
    public void A_narrower_range_is_kept()
    {
        Assert.NotNull(Solve([0.5, 0.5], [100, 100], 30, out double[] changes, least: 90, most: 110 + 30));
        Assert.Equal([30.0, 30], changes);
        Assert.Null(Solve([0.5, 0.5], [100, 100], -20, out changes, least: 90, most: 140));
        Assert.Equal([-10.0, -10], changes);
    }

    private static double? Solve(double[] weights, double[] samples, double push, out double[] changes, double least = 0, double most = 255)
    {
        var window = new Window(30) { Count = weights.Length };
        weights.CopyTo(window.Weights);
        samples.CopyTo(window.Samples);
        window.Least.Fill(least);
        window.Most.Fill(most);
        double? lambda = ScalarProblem.Solve(window, push);
        changes = window.Changes.ToArray();
        return lambda;
    }
}

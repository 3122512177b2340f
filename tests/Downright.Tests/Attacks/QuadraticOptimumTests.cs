using Downright.Attacks;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Attacks;

/// <summary>The solver against a slow dense one that shares nothing with it, over every kind of operator.</summary>
public sealed class QuadraticOptimumTests
{
    private static readonly string[] Scalers =
    [
        "opencv:linear", "opencv:cubic", "opencv:lanczos4", "opencv:area", "pillow:box", "pillow:linear", "pillow:hamming", "pillow:cubic", "pillow:lanczos",
        "tensorflow1:linear", "tensorflow1:cubic", "tensorflow1:area", "tensorflow:lanczos3", "torch:cubic+antialias", "opencv:nearest",
    ];

    [Fact]
    public void A_hundred_small_problems_of_every_kind_agree_with_the_slow_solver()
    {
        int feasible = 0, infeasible = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            Case c = Random(seed);
            AttackResult attack = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, c.Epsilon);
            ReferenceAttackProblem reference = Reference(c);
            var (norm, largest) = reference.LeastViolation();
            string what = $"seed {seed}: {attack}";
            if (norm < 1e-4)
            {
                Assert.True(attack.Infeasibility is null, what);
                Assert.Equal(0, attack.InfeasibleOutputs);
                double primal = reference.Primal();
                Assert.True(Math.Abs(attack.Primal - primal) <= (1e-4 * primal) + 1e-9, $"{what}: {attack.Primal} and {primal}");
                Assert.True(attack.Optimality!.RelativeGap is >= -1e-9 and <= 1e-6, $"{what}: {attack.Optimality}");
                Assert.True(attack.Optimality.MaxViolation <= 1e-6, $"{what}: {attack.Optimality}");
                feasible++;
            }
            else if (norm > 0.01)
            {
                Assert.True(attack.Optimality is null, what);
                Assert.NotNull(attack.Infeasibility);
                Assert.True(attack.InfeasibleOutputs > 0, what);
                Assert.True(attack.Infeasibility.Margin <= largest + 1e-6, $"{what}: {attack.Infeasibility} but {largest}");
                double margin = reference.Margin(attack.Infeasibility.Ray.Span);
                Assert.True(margin > 0, $"{what}: the ray proves {margin}");
                Assert.Equal(margin, attack.Infeasibility.Margin, 1e-6);
                infeasible++;
            }
        }

        Assert.True(feasible >= 40 && infeasible >= 15, $"{feasible} feasible and {infeasible} infeasible problems");
    }

    [Fact]
    public void The_dual_is_a_lower_bound_for_images_found_in_any_other_way()
    {
        for (int seed = 200; seed < 230; seed++)
        {
            Case c = Random(seed);
            AttackResult joint = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, c.Epsilon);
            AttackResult two = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, new QuadraticOptions { Epsilons = [c.Epsilon], Steps = AttackSteps.Two });
            if (joint.Optimality is null) continue;
            AttackResult loose = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, two.LargestError);
            Assert.True(loose.Optimality!.Dual <= two.Primal * (1 + 1e-9), $"seed {seed}: {loose.Optimality} but {two.Primal}");
        }
    }

    [Fact]
    public void The_least_epsilon_is_feasible_and_hardly_less_is_not()
    {
        int looked = 0;
        for (int seed = 0; seed < 60 && looked < 8; seed++)
        {
            Case c = Random(seed);
            AttackResult attack = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, new QuadraticOptions { Epsilons = [c.Epsilon], FindLeastEpsilon = true });
            if (attack.LeastEpsilon is not { } least)
            {
                Assert.Equal(0, attack.InfeasibleOutputs);
                continue;
            }

            looked++;
            Assert.True(least >= c.Epsilon + attack.Infeasibility!.Margin - 1e-9);
            Assert.Equal(0, QuadraticAttack.Craft(c.Operator, c.Source, c.Target, Math.Min(255, least + 1e-6)).InfeasibleOutputs);
            Assert.NotEqual(0, QuadraticAttack.Craft(c.Operator, c.Source, c.Target, Math.Max(0, least - 0.05)).InfeasibleOutputs);
        }

        Assert.Equal(8, looked);
    }

    [Fact]
    public void One_thread_and_many_compute_the_same()
    {
        Case c = Random(3, side: 40, format: PixelFormat.Rgb);
        AttackResult many = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, new QuadraticOptions());
        AttackResult one = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, new QuadraticOptions { Jobs = 1 });
        Assert.Equal(one.Primal, many.Primal);
        Assert.Equal(one.Optimality, many.Optimality);
        Assert.Equal(one.Image.ToArray(), many.Image.ToArray());
    }

    [Fact]
    public void Epsilons_are_tried_in_order_until_one_is_feasible()
    {
        Case c = Enumerable.Range(0, 100).Select(seed => Random(seed)).First(c => QuadraticAttack.Craft(c.Operator, c.Source, c.Target, 1).InfeasibleOutputs > 0);
        AttackResult attack = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, new QuadraticOptions { Epsilons = [1, 255, 30] });
        Assert.Equal(255, attack.Epsilon);
        Assert.Equal(0, attack.InfeasibleOutputs);
        Assert.Equal(0, attack.Primal);
    }

    [Fact]
    public void Only_pixels_inside_the_mask_change_and_the_optimum_is_that_of_the_slow_solver()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Case c = Random(seed);
            var random = new Random(seed);
            byte[] mask = [.. Enumerable.Range(0, (int)c.Source.Size.Pixels).Select(_ => (byte)(random.Next(4) == 0 ? 0 : 1))];
            var options = new QuadraticOptions { Epsilons = [40], Mask = new PixelImage<byte>(mask, c.Source.Size, PixelFormat.Gray) };
            AttackResult attack = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, options);
            byte[] before = c.Source.ToArray(), after = attack.Image.ToArray();
            Assert.All(Enumerable.Range(0, mask.Length).Where(i => mask[i] == 0), i => Assert.Equal(before[i], after[i]));

            double[] least = [.. before.Select((s, i) => mask[i] == 0 ? s : 0.0)], most = [.. before.Select((s, i) => mask[i] == 0 ? s : 255.0)];
            var reference = new ReferenceAttackProblem(c.Operator, Doubles(c.Source), Doubles(c.Target), 40, least, most);
            double violation = reference.LeastViolation().Norm;
            if (violation > 0.01) Assert.NotNull(attack.Infeasibility);
            if (violation >= 1e-4) continue;
            double primal = reference.Primal();
            Assert.InRange(attack.Primal, (primal * (1 - 1e-4)) - 1e-9, (primal * (1 + 1e-4)) + 1e-9);
        }
    }

    [Fact]
    public void Cancelling_stops_the_attack_and_progress_only_grows()
    {
        Case c = Random(3, side: 40, format: PixelFormat.Rgb);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => QuadraticAttack.Craft(c.Operator, c.Source, c.Target, new QuadraticOptions(), cancellation: cancelled.Token));

        var progress = new Recorder();
        QuadraticAttack.Craft(c.Operator, c.Source, c.Target, new QuadraticOptions(), progress, TestContext.Current.CancellationToken);
        Assert.NotEmpty(progress.Values);
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.Equal(1, progress.Values[^1]);
        Assert.All(progress.Values, value => Assert.InRange(value, 0, 1));
    }

    private static ReferenceAttackProblem Reference(Case c) => new(c.Operator, Doubles(c.Source), Doubles(c.Target), c.Epsilon);

    private static double[] Doubles(PixelImage<byte> image) => [.. image.ToArray().Select(sample => (double)sample)];

    /// <summary>A small problem: noise or slopes as source and target, so that both feasible and infeasible ones come up.</summary>
    private static Case Random(int seed, int side = 4, PixelFormat format = PixelFormat.Gray)
    {
        var random = new Random(seed);
        var target = new ImageSize(random.Next(2, side + 1), random.Next(2, side + 1));
        var source = new ImageSize((int)(target.Width * (1 + (2.5 * random.NextDouble()))), (int)(target.Height * (1 + (2.5 * random.NextDouble()))));
        string scaler = Scalers[seed % Scalers.Length];
        double contrast = random.Next(3) switch { 0 => 0.3, 1 => 1, _ => 100 };
        return new Case(
            ScalingOperator.Compile(ScalerProfile.Parse(scaler), source, target),
            Noise(source, format, random, 1),
            Noise(target, format, random, contrast),
            random.Next(4) switch { 0 => 0.5, 1 => 1, 2 => 4, _ => 10 });
    }

    private static PixelImage<byte> Noise(ImageSize size, PixelFormat format, Random random, double contrast) =>
        new(Enumerable.Range(0, (int)size.Pixels * format.Channels()).Select(_ => (byte)Math.Clamp(127.5 + (contrast * random.Next(-127, 128)), 0, 255)).ToArray(), size, format);

    private sealed record Case(ScalingOperator Operator, PixelImage<byte> Source, PixelImage<byte> Target, double Epsilon);

    private sealed class Recorder : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value)
        {
            lock (Values) Values.Add(value);
        }
    }
}

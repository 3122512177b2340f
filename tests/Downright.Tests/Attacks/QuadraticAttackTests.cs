using CsCheck;
using Downright.Attacks;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Attacks;

public sealed class QuadraticAttackTests
{
    private static readonly Gen<(string Scaler, double LeastRatio)> Scaler = Gen.OneOf(
        ("opencv:nearest", 2.0), ("opencv:linear", 2.0), ("opencv:cubic", 4.0), ("pillow:nearest", 2.0));

    private static readonly Gen<Case> Cases =
        from scaler in Scaler
        from width in Gen.Int[1, 9]
        from height in Gen.Int[1, 9]
        from horizontal in Gen.Double[scaler.LeastRatio, 6]
        from vertical in Gen.Double[scaler.LeastRatio, 6]
        from format in Gen.OneOf(PixelFormat.Gray, PixelFormat.Rgb)
        let target = new ImageSize(width, height)
        let source = new ImageSize((int)Math.Ceiling(width * horizontal), (int)Math.Ceiling(height * vertical))
        from pixels in Pixels(source, format)
        from wanted in Pixels(target, format)
        from epsilon in Gen.OneOf(0.5, 1.0, 2.5, 10.0)
        select new Case(scaler.Scaler, new(pixels, source, format), new(wanted, target, format), epsilon);

    [Fact]
    public void The_real_library_scales_the_attack_image_to_the_target_image() =>
        Cases.Sample(c =>
        {
            var scaler = new ProfileScaler(ScalerProfile.Parse(c.Scaler));
            AttackResult attack = QuadraticAttack.Craft(scaler.OperatorFor(c.Source.Size, c.Target.Size), c.Source, c.Target, c.Epsilon);
            Assert.Equal(0, attack.InfeasibleOutputs);
            Assert.InRange(attack.LargestErrorOf(scaler), 0, c.Epsilon + 1);
            Assert.InRange(attack.LargestError, 0, c.Epsilon + 0.5);
        });

    [Fact]
    public void Objective_and_feasibility_are_those_of_bisection_output_by_output() =>
        Cases.Sample(
            c =>
            {
                ScalingOperator op = c.Operator;
                AttackResult attack = QuadraticAttack.Craft(op, c.Source, c.Target, c.Epsilon);
                var reference = EveryOutput(c).Select(o => LeastChange.Solve(o.Weights, o.Samples, o.Push)).ToList();
                double primal = reference.Sum(r => r.Squared) / 2;
                Assert.InRange(attack.Primal, primal * (1 - 1e-9), (primal * (1 + 1e-9)) + 1e-12);
                Assert.Equal(reference.Count(r => !r.Feasible), attack.InfeasibleOutputs);
                Assert.Equal(attack.Primal, attack.Optimality!.Primal);
                Assert.InRange(attack.Optimality.RelativeGap, -1e-9, 1e-9);
                Assert.InRange(attack.Optimality.MaxViolation, 0, 1e-9);
            },
            iter: 60);

    [Fact]
    public void The_reported_error_is_that_of_the_bytes_in_real_arithmetic() =>
        Cases.Sample(c =>
        {
            AttackResult attack = QuadraticAttack.Craft(c.Operator, c.Source, c.Target, c.Epsilon);
            var after = c with { Source = attack.Image };
            double error = EveryOutput(after, all: true).Max(o => Math.Abs(o.Weights.Zip(o.Samples, (w, s) => w * s).Sum() - o.Wanted));
            Assert.Equal(error, attack.LargestError, 1e-9);
        });

    [Fact]
    public void Pixels_without_weight_keep_their_bytes() =>
        Cases.Sample(c =>
        {
            ScalingOperator op = c.Operator;
            PixelImage<byte> attack = QuadraticAttack.Craft(op, c.Source, c.Target, c.Epsilon).Image;
            for (int y = 0; y < attack.Height; y++)
            {
                bool read = Enumerable.Range(0, op.Left.Rows).Any(output => op.Left[output, y] != 0);
                for (int x = 0; x < attack.Width; x++)
                {
                    if (read && Enumerable.Range(0, op.Right.Rows).Any(output => op.Right[output, x] != 0)) continue;
                    Assert.True(Pixel(attack, x, y).SequenceEqual(Pixel(c.Source, x, y)), $"pixel {x}, {y}");
                }
            }
        });

    [Fact]
    public void A_source_that_already_shows_the_target_stays_as_it_is()
    {
        var source = new PixelImage<byte>(Enumerable.Repeat((byte)100, 40 * 30).ToArray(), new ImageSize(40, 30), PixelFormat.Gray);
        var target = new PixelImage<byte>(Enumerable.Repeat((byte)101, 10 * 10).ToArray(), new ImageSize(10, 10), PixelFormat.Gray);
        AttackResult attack = QuadraticAttack.Craft(Compile("opencv:linear", source.Size, target.Size), source, target);
        Assert.Equal(source.ToArray(), attack.Image.ToArray());
        Assert.Equal(0, attack.Primal);
        Assert.Equal(1, attack.LargestError, 1e-6);
    }

    [Fact]
    public void Outputs_beyond_reach_are_counted_and_get_the_best_effort()
    {
        // Three taps of which two pull against the first: white needs more than white samples give.
        var row = new BandedMatrixBuilder(1, 3);
        row.Add(0, [0.5, 0.2, -0.1]);
        var op = new ScalingOperator("weak", row.Build(), BandedMatrix.Identity(2));
        var source = new PixelImage<byte>(new byte[] { 10, 20, 30, 40, 50, 60 }, new ImageSize(2, 3), PixelFormat.Gray);
        var target = new PixelImage<byte>(new byte[] { 255, 100 }, new ImageSize(2, 1), PixelFormat.Gray);
        AttackResult attack = QuadraticAttack.Craft(op, source, target);
        Assert.Equal(1, attack.InfeasibleOutputs);
        Assert.Equal(255 - (0.7 * 255), attack.LargestError, 1e-9);
        byte[] column = [.. attack.Image.ToArray().Where((_, i) => i % 2 == 0)];
        Assert.Equal([255, 255, 0], column);
        Assert.Null(attack.Optimality);
        Assert.Equal(255 - (0.7 * 255) - 1, attack.Infeasibility!.Margin, 1e-9);
        Assert.Contains("1 infeasible outputs", attack.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("opencv:linear", 80, 20)]
    [InlineData("opencv:area", 20, 60)]
    [InlineData("pillow:box", 40, 100)]
    public void An_axis_that_keeps_its_size_is_no_obstacle(string name, int width, int height)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        var source = new PixelImage<byte>(Enumerable.Range(0, width * height).Select(i => (byte)(i * 37)).ToArray(), new ImageSize(width, height), PixelFormat.Gray);
        var target = new PixelImage<byte>(Enumerable.Range(0, 400).Select(i => (byte)(i * 91)).ToArray(), new ImageSize(20, 20), PixelFormat.Gray);
        AttackResult attack = QuadraticAttack.Craft(scaler.OperatorFor(source.Size, target.Size), source, target);
        Assert.Equal(0, attack.InfeasibleOutputs);
        Assert.InRange(attack.LargestErrorOf(scaler), 0, 2);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        ScalingOperator op = Compile("opencv:nearest", new(8, 8), new(2, 2));
        PixelImage<byte> source = new(new byte[192], new(8, 8), PixelFormat.Rgb), target = new(new byte[12], new(2, 2), PixelFormat.Rgb);
        Assert.Throws<ArgumentException>("source", () => QuadraticAttack.Craft(op, target, target));
        Assert.Throws<ArgumentException>("target", () => QuadraticAttack.Craft(op, source, source));
        Assert.Throws<ArgumentException>("target", () => QuadraticAttack.Craft(op, source, new(new byte[12], new(2, 2), PixelFormat.Bgr)));
        Assert.Throws<ArgumentException>("source", () => QuadraticAttack.Craft(op, new(new byte[256], new(8, 8), PixelFormat.Rgba), target));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => QuadraticAttack.Craft(op, source, target, -1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => QuadraticAttack.Craft(op, source, target, double.NaN));
    }

    private static Gen<byte[]> Pixels(ImageSize size, PixelFormat format)
    {
        int count = (int)size.Pixels * format.Channels();
        return Gen.Frequency((4, Gen.Byte), (1, Gen.OneOf((byte)0, (byte)255))).Array[count];
    }

    private static ScalingOperator Compile(string scaler, ImageSize source, ImageSize target) =>
        ScalingOperator.Compile(ScalerProfile.Parse(scaler), source, target);

    private static ReadOnlySpan<byte> Pixel(PixelImage<byte> image, int x, int y) =>
        image.Row(y).Slice(x * image.Channels, image.Channels);

    /// <summary>Every output and channel as a problem of its own, over all samples of the image's channel.</summary>
    private static IEnumerable<(double[] Weights, double[] Samples, double Push, double Wanted)> EveryOutput(Case c, bool all = false)
    {
        ScalingOperator op = c.Operator;
        for (int i = 0; i < c.Target.Height * c.Target.Width * c.Target.Channels; i++)
        {
            int channel = i % c.Target.Channels, x = i / c.Target.Channels % c.Target.Width, y = i / c.Target.Channels / c.Target.Width;
            var taps =
                from row in Enumerable.Range(0, c.Source.Height)
                from column in Enumerable.Range(0, c.Source.Width)
                let weight = op.Left[y, row] * op.Right[x, column]
                where weight != 0
                select (Weight: weight, Sample: (double)Pixel(c.Source, column, row)[channel]);
            double[] weights = [.. taps.Select(t => t.Weight)], samples = [.. taps.Select(t => t.Sample)];
            double wanted = Pixel(c.Target, x, y)[channel], output = weights.Zip(samples, (w, s) => w * s).Sum();
            double push = output < wanted - c.Epsilon ? wanted - c.Epsilon - output : output > wanted + c.Epsilon ? wanted + c.Epsilon - output : 0;
            if (all || push != 0) yield return (weights, samples, push, wanted);
        }
    }

    private sealed record Case(string Scaler, PixelImage<byte> Source, PixelImage<byte> Target, double Epsilon)
    {
        public ScalingOperator Operator => Compile(Scaler, Source.Size, Target.Size);
    }
}

using Downright.Analysis;
using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Attacks;

/// <summary>What counts in the end: the bytes that the real library makes of the attack image's bytes.</summary>
public sealed class ByteRepairTests
{
    [Theory]
    [InlineData("opencv:nearest", 120, 33)]
    [InlineData("opencv:linear", 120, 33)]
    [InlineData("opencv:linear", 100, 60)]
    [InlineData("opencv:cubic", 120, 33)]
    [InlineData("opencv:cubic", 100, 37)]
    [InlineData("opencv:lanczos4", 100, 33)]
    [InlineData("opencv:area", 100, 33)]
    [InlineData("tensorflow1:linear", 120, 33)]
    [InlineData("tensorflow1:cubic", 100, 37)]
    [InlineData("pillow:nearest", 120, 33)]
    [InlineData("pillow:box", 100, 33)]
    [InlineData("pillow:linear", 100, 33)]
    [InlineData("pillow:cubic", 100, 33)]
    [InlineData("pillow:lanczos", 100, 33)]
    [InlineData("torch:cubic+antialias", 100, 33)]
    public void The_real_librarys_bytes_are_within_epsilon_of_the_target(string name, int from, int to)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        PixelImage<byte> source = Waves(new ImageSize(from, from), 0.31, 110), target = Waves(new ImageSize(to, to), 0.23, 70);
        ScalingOperator op = scaler.OperatorFor(source.Size, target.Size);
        foreach (double epsilon in (double[])[1, 2, 5])
        {
            AttackResult attack = QuadraticAttack.Craft(op, source, target, new QuadraticOptions { Epsilons = [epsilon], Scaler = scaler });
            Assert.Equal(0, attack.InfeasibleOutputs);
            Assert.InRange(attack.LargestErrorOf(scaler), 0, epsilon);
            Assert.InRange(attack.O1(scaler).MaxAbsError, 0, epsilon);
        }
    }

    [Fact]
    public void Epsilon_below_what_bytes_can_show_is_met_within_one_level()
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse("opencv:linear"));
        PixelImage<byte> source = Waves(new ImageSize(120, 120), 0.31, 110), target = Waves(new ImageSize(33, 33), 0.23, 100);
        AttackResult attack = QuadraticAttack.Craft(scaler.OperatorFor(source.Size, target.Size), source, target, new QuadraticOptions { Epsilons = [0], Scaler = scaler });
        Assert.InRange(attack.LargestErrorOf(scaler), 0, 1);
    }

    [Fact]
    public void Repair_moves_outputs_that_rounding_broke()
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse("opencv:cubic"));
        PixelImage<byte> source = Waves(new ImageSize(160, 160), 0.31, 120), target = Waves(new ImageSize(37, 37), 0.9, 120);
        ScalingOperator op = scaler.OperatorFor(source.Size, target.Size);
        var options = new QuadraticOptions { Epsilons = [0.5] };
        AttackResult plain = QuadraticAttack.Craft(op, source, target, options), repaired = QuadraticAttack.Craft(op, source, target, options with { Scaler = scaler });
        Assert.True(Beyond(plain) > 0, "Rounding broke nothing.");
        Assert.Equal(0, Beyond(repaired));
        Assert.Equal(plain.Primal, repaired.Primal);
        Assert.InRange(ImageMetrics.LargestDifference(plain.Image, repaired.Image), 1, 8);

        long Beyond(AttackResult attack) => ImageMetrics.ChangedSamples(scaler.Scale(attack.Image, target.Size), target);
    }

    [Fact]
    public void Outputs_hold_where_the_model_needs_more_than_bytes_between_the_passes()
    {
        // Bright dots on a dark ground: bicubic weights below 0 carry the image between Pillow's passes below 0, which it clips.
        var scaler = new ProfileScaler(ScalerProfile.Parse("pillow:cubic"));
        PixelImage<byte> source = Waves(new ImageSize(80, 80), 0.31, 110), target = Dots(new ImageSize(17, 17), dot: 150, ground: 12);
        AttackResult attack = QuadraticAttack.Craft(scaler.OperatorFor(source.Size, target.Size), source, target, new QuadraticOptions { Scaler = scaler });
        Assert.Equal(0, attack.InfeasibleOutputs);
        Assert.InRange(attack.LargestErrorOf(scaler), 0, 2);
    }

    [Fact]
    public void The_objectives_are_those_of_the_bytes()
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse("opencv:nearest"));
        var source = new PixelImage<byte>(new byte[16 * 16 * 3], new ImageSize(16, 16), PixelFormat.Rgb);
        byte[] wanted = new byte[4 * 4 * 3];
        wanted[0] = 10;
        wanted[1] = 4;
        wanted[47] = 3;
        var target = new PixelImage<byte>(wanted, new ImageSize(4, 4), PixelFormat.Rgb);
        AttackResult attack = NearestAttack.Craft(scaler.OperatorFor(source.Size, target.Size), source, target);
        AppearanceObjective o2 = attack.O2();
        Assert.Equal(2.0 / 256, o2.L0Fraction);
        Assert.Equal(17, o2.L1);
        Assert.Equal(Math.Sqrt(125), o2.L2, 1e-9);
        Assert.Equal(10, o2.Linf);
        Assert.Equal(62.5, attack.Primal);
        OutputObjective o1 = attack.O1(scaler);
        Assert.Equal((0, 0.0, double.PositiveInfinity, true), (o1.MaxAbsError, o1.Mse, o1.PsnrDb, o1.Feasible));
        OutputObjective other = attack.O1(new ProfileScaler(ScalerProfile.Parse("pillow:nearest")));
        Assert.Equal(10, other.MaxAbsError);
        Assert.Equal(125.0 / 48, other.Mse, 1e-9);
        Assert.Null(AttackOfSmall().Ssim);

        AppearanceObjective AttackOfSmall()
        {
            PixelImage<byte> small = source.Crop(0, 0, new ImageSize(8, 8));
            return NearestAttack.Craft(scaler.OperatorFor(small.Size, target.Size), small, target).O2();
        }
    }

    private static PixelImage<byte> Dots(ImageSize size, byte dot, byte ground) =>
        new((from y in Enumerable.Range(0, size.Height)
                from x in Enumerable.Range(0, size.Width)
                from c in Enumerable.Range(0, 3)
                select x % 4 == 0 && y % 4 == 1 ? dot : ground).ToArray(), size, PixelFormat.Rgb);

    private static PixelImage<byte> Waves(ImageSize size, double frequency, double amplitude) =>
        new((from y in Enumerable.Range(0, size.Height)
                from x in Enumerable.Range(0, size.Width)
                from c in Enumerable.Range(0, 3)
                select (byte)(127.5 + (amplitude * Math.Sin((frequency * x) + c) * Math.Cos(frequency * (1.3 + c) * y)))).ToArray(), size, PixelFormat.Rgb);
}

using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Attacks;

public sealed class RestrictedAttackTests
{
    private static readonly PixelImage<byte> Source = Noise(new ImageSize(54, 45), 1);
    private static readonly PixelImage<byte> Target = Noise(new ImageSize(12, 10), 2);

    [Theory]
    [InlineData(AttackSteps.Joint)]
    [InlineData(AttackSteps.Two)]
    public void Only_the_heaviest_pixels_move_far(AttackSteps steps)
    {
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse("pillow:linear"), Source.Size, Target.Size);
        AttackResult attack = RestrictedAttack.Craft(op, Source, Target, new QuadraticOptions { Steps = steps });
        bool[] rows = Heaviest(op.Left), columns = Heaviest(op.Right);
        int far = 0;
        for (int y = 0; y < Source.Height; y++)
        {
            for (int x = 0; x < Source.Width; x++)
            {
                int moved = Math.Abs(attack.Image.Row(y)[x] - Source.Row(y)[x]);
                bool free = steps == AttackSteps.Two ? columns[x] : rows[y] && columns[x];
                if (!free) Assert.InRange(moved, 0, 10);
                else if (moved > 10) far++;
            }
        }

        Assert.True(far > 100);
        Assert.True(attack.InfeasibleOutputs > 0);
    }

    [Fact]
    public void A_narrow_kernel_is_free_altogether()
    {
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:linear"), Source.Size, Target.Size);
        AttackResult restricted = RestrictedAttack.Craft(op, Source, Target), quadratic = QuadraticAttack.Craft(op, Source, Target);
        Assert.Equal(quadratic.Image.ToArray(), restricted.Image.ToArray());
        Assert.Equal("restricted", restricted.Method);
    }

    [Fact]
    public void Without_free_pixels_nothing_moves_further_than_the_limit()
    {
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:cubic"), Source.Size, Target.Size);
        AttackResult attack = RestrictedAttack.Craft(op, Source, Target, freePixels: 0, limit: 3);
        Assert.Equal(3, attack.O2().Linf);
        Assert.NotNull(attack.Infeasibility);
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => RestrictedAttack.Craft(op, Source, Target, limit: 256));
        Assert.Throws<ArgumentOutOfRangeException>("freePixels", () => RestrictedAttack.Craft(op, Source, Target, freePixels: -1));
        Assert.Throws<ArgumentException>("options", () => RestrictedAttack.Craft(op, Source, Target, new QuadraticOptions { Mask = Source }));
    }

    [Fact]
    public void The_weak_variant_needs_no_source()
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse("opencv:cubic"));
        AttackResult attack = WeakAttack.Craft(scaler.OperatorFor(Source.Size, Target.Size), Target, new QuadraticOptions { Scaler = scaler });
        Assert.Equal("weak", attack.Method);
        Assert.Equal(Source.Size, attack.Image.Size);
        Assert.InRange(attack.LargestErrorOf(scaler), 0, 1);
        Assert.All(attack.Source.ToArray(), sample => Assert.Equal(128, sample));
    }

    [Theory]
    [InlineData("opencv:nearest", 2)]
    [InlineData("opencv:linear", 3)]
    [InlineData("opencv:cubic", 4)]
    [InlineData("pillow:cubic", 5)]
    public void Two_steps_spend_epsilon_twice_and_the_joint_optimum_at_what_they_reach_is_no_worse(string name, int largest)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        PixelImage<byte> target = Noise(Target.Size, 5, 40);
        ScalingOperator op = scaler.OperatorFor(Source.Size, target.Size);
        AttackResult two = QuadraticAttack.Craft(op, Source, target, new QuadraticOptions { Steps = AttackSteps.Two, Scaler = scaler });
        Assert.InRange(two.LargestErrorOf(scaler), 0, largest);
        Assert.Null(two.Optimality);
        AttackResult joint = QuadraticAttack.Craft(op, Source, target, two.LargestError);
        Assert.True(joint.Primal <= two.Primal * (1 + 1e-9), $"{joint.Primal} and {two.Primal}");
    }

    private static bool[] Heaviest(BandedMatrix axis)
    {
        var free = new bool[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            foreach (int column in Enumerable.Range(0, axis.Columns).OrderByDescending(column => Math.Abs(axis[output, column])).Take(2)) free[column] = true;
        }

        return free;
    }

    private static PixelImage<byte> Noise(ImageSize size, int seed, int contrast = 127)
    {
        var random = new Random(seed);
        return new(Enumerable.Range(0, (int)size.Pixels).Select(_ => (byte)(128 + random.Next(-contrast, contrast))).ToArray(), size, PixelFormat.Gray);
    }
}

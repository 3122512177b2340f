using CsCheck;
using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Attacks;

public sealed class NearestAttackTests
{
    private static readonly string[] Nearest = [.. ScalerProfile.All
        .Where(profile => profile.Algorithm is ScalerAlgorithm.Nearest or ScalerAlgorithm.NearestExact)
        .Select(profile => profile.Name)];

    [Fact]
    public void Every_librarys_nearest_rule_is_hit_exactly_and_nothing_else_changes() =>
        (from name in Gen.OneOf(Nearest)
         from target in Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], (w, h) => new ImageSize(w, h))
         from extra in Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200])
         from seed in Gen.Byte
         select (name, target, new ImageSize(target.Width + extra.Item1, target.Height + extra.Item2), seed)).Sample(c =>
        {
            var (name, size, sourceSize, seed) = c;
            var scaler = new ProfileScaler(ScalerProfile.Parse(name));
            PixelImage<byte> source = Picture(sourceSize, seed, 31), target = Picture(size, seed, 101);
            ScalingOperator op = scaler.OperatorFor(sourceSize, size);
            AttackResult attack = NearestAttack.Craft(op, source, target);

            Assert.Equal(0, attack.LargestErrorOf(scaler));
            byte[] before = source.ToArray(), after = attack.Image.ToArray();
            int changed = Enumerable.Range(0, (int)sourceSize.Pixels).Count(i => before[i] != after[i]);
            Assert.InRange(changed, 0, size.Pixels);
            double squared = before.Zip(after, (b, a) => (double)(a - b) * (a - b)).Sum();
            Assert.Equal(squared / 2, attack.Primal);
            Assert.Equal(QuadraticAttack.Craft(op, source, target, 0).Image.ToArray(), after);
        });

    [Theory]
    [InlineData("opencv:linear", 40, 40, "mixes several source pixels")]
    [InlineData("opencv:nearest", 40, 10, "an axis that grows")]
    public void An_operator_of_another_kind_is_refused(string name, int width, int height, string reason)
    {
        var size = new ImageSize(width, height);
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse(name), size, new ImageSize(20, 20));
        var error = Assert.Throws<ArgumentException>("op", () => NearestAttack.Craft(op, Picture(size, 1, 3), Picture(op.TargetSize, 1, 5)));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static PixelImage<byte> Picture(ImageSize size, byte seed, int step) =>
        new(Enumerable.Range(0, (int)size.Pixels).Select(i => (byte)(seed + (i * step))).ToArray(), size, PixelFormat.Gray);
}

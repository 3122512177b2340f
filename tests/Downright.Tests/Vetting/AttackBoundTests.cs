using CsCheck;
using Downright.Analysis;
using Downright.Attacks;
using Downright.Scaling;
using Downright.Tests.Reference;
using Downright.Vetting;

namespace Downright.Tests.Vetting;

public sealed class AttackBoundTests
{
    private const double Shift = 64;

    [Fact]
    public void Patterns_of_mixed_signs_beat_the_ceiling_of_energy_but_not_the_bound_s()
    {
        // Alternating signs along each axis lie where this kernel amplifies most.
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:lanczos4"), new(448, 448), new(112, 112));
        double[] rows = CheapestMove(op.Left, Alternating)!, columns = CheapestMove(op.Right, Alternating)!;
        PixelImage<byte> source = Pictures.Draw(op.SourceSize, (_, _) => 128);
        PixelImage<byte> attack = Pictures.Draw(op.SourceSize, (x, y) => 128 + (65 * rows[y] * columns[x]));

        PixelImage<float> moved = op.Apply(attack);
        for (int y = 0; y < moved.Height; y++)
            foreach (float output in moved.Row(y)) Assert.True(Math.Abs(output - 128) >= Shift, $"An output only moved to {output}.");
        double psnr = ImageMetrics.Psnr(source, attack);
        var measures = ScalerMeasures.Of(op, Shift);
        Assert.True(psnr > AttackBound.PsnrCeiling(measures.Energy, Shift) + 1, $"{psnr} dB is no surprise to the energy.");
        Assert.True(psnr <= measures.PsnrCeiling, $"{psnr} dB beats the bound's {measures.PsnrCeiling} dB.");
    }

    [Fact]
    public void No_pattern_of_signs_is_cheaper_than_the_bound() => Gen.Select(Operators.Any, Gen.Int[0, int.MaxValue]).Sample(
        (op, seed) =>
        {
            var random = new Random(seed);
            if (CheapestMove(op.Left, _ => random.Next(2) == 0 ? -1 : 1) is not { } rows) return;
            if (CheapestMove(op.Right, _ => random.Next(2) == 0 ? -1 : 1) is not { } columns) return;
            double change = Shift * Shift * rows.Sum(r => r * r) * columns.Sum(c => c * c);
            double bound = Shift * Shift * op.SourceSize.Pixels * PixelInfluence.Of(op).EnergyBound;
            Assert.True(change >= bound * (1 - 1e-6), $"{op}: {change} is less than {bound}.");
        },
        iter: 60);

    [Theory]
    [InlineData("opencv:nearest", 48, 12)]
    [InlineData("opencv:linear", 48, 12)]
    [InlineData("opencv:linear", 55, 12)]
    [InlineData("opencv:cubic", 60, 12)]
    [InlineData("opencv:area", 48, 12)]
    [InlineData("pillow:nearest", 55, 12)]
    public void The_best_attack_on_a_pair_costs_at_least_the_bound_of_the_pair(string name, int source, int target)
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse(name), new(source, source), new(target, target));
        PixelImage<byte> from = Pictures.Waves(op.SourceSize), to = Pictures.Noise(op.TargetSize, PixelFormat.Gray, 5);
        AttackResult attack = QuadraticAttack.Craft(op, from, to);
        double bound = AttackBound.LeastSquaredChange(op, from, to);
        double squared = ImageMetrics.MeanSquaredError(from, attack.Image) * from.Size.Pixels;

        Assert.True(bound > 0);
        if (attack.InfeasibleOutputs == 0) Assert.True(squared >= bound, $"{squared} is less than the bound {bound}.");
        // Without clipping a nearest scaler's bound is what the attack costs, but for the level left for rounding.
        if (name.EndsWith("nearest", StringComparison.Ordinal)) Assert.InRange(squared / bound, 1, 1.1);
    }

    [Theory]
    [InlineData("opencv:nearest", 4, 1.0 / 16)]
    [InlineData("opencv:linear", 4, 2.0 / 16)] // four taps of a quarter: one of them is 0.25, less than 64 / 255
    [InlineData("downright:area", 4, 5.0 / 16)] // five of sixteen
    public void The_least_changed_share_counts_the_heaviest_taps(string name, int ratio, double expected) =>
        Assert.Equal(expected, AttackBound.LeastChangedFraction(ScalingOperator.Compile(ScalerProfile.Parse(name), new(16 * ratio, 16 * ratio), new(16, 16)), Shift), 1e-12);

    [Theory]
    [InlineData("pillow:linear", 0.15)]
    [InlineData("pillow:lanczos", 0.09)]
    [InlineData("downright:area", 0.25)]
    public void The_least_changed_share_of_wide_kernels_counts_what_a_pixel_carries_in_all_outputs(string name, double least) =>
        Assert.InRange(AttackBound.LeastChangedFraction(ScalingOperator.Compile(ScalerProfile.Parse(name), new(292, 292), new(64, 64)), Shift), least, 0.26);

    /// <summary>Of every set of pixels: the smallest that could move all outputs, if all its changes pulled one way.</summary>
    [Theory]
    [InlineData("opencv:nearest", 4, 4, 2, 2)]
    [InlineData("opencv:linear", 5, 3, 2, 2)]
    [InlineData("opencv:cubic", 5, 3, 2, 1)]
    [InlineData("opencv:lanczos4", 8, 2, 3, 1)]
    [InlineData("pillow:linear", 8, 2, 2, 1)]
    [InlineData("pillow:lanczos", 8, 2, 3, 1)]
    [InlineData("downright:area", 5, 3, 2, 2)]
    public void No_smaller_set_of_pixels_moves_every_output(string name, int width, int height, int targetWidth, int targetHeight)
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse(name), new(width, height), new(targetWidth, targetHeight));
        int pixels = width * height, fewest = pixels;
        for (int set = 1; set < 1 << pixels; set++)
        {
            if (int.PopCount(set) >= fewest) continue;
            bool movesAll = true;
            for (int y = 0; y < targetHeight && movesAll; y++)
                for (int x = 0; x < targetWidth && movesAll; x++)
                    movesAll = Enumerable.Range(0, pixels).Where(p => (set >> p & 1) != 0).Sum(p => Math.Abs(op.Left[y, p / width] * op.Right[x, p % width])) * 255 >= Shift;
            if (movesAll) fewest = int.PopCount(set);
        }

        Assert.InRange(AttackBound.LeastChangedFraction(op, Shift) * pixels, 0.5, fewest + 1e-9);
    }

    [Fact]
    public void Noise_in_recovered_weights_hardly_lowers_the_least_changed_share()
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:nearest"), new(64, 64), new(16, 16));
        var random = new Random(3);
        double noisy = AttackBound.LeastChangedFraction(new ScalingOperator("noisy", Noisy(op.Left), Noisy(op.Right)), Shift);
        Assert.Equal(AttackBound.LeastChangedFraction(op, Shift), noisy, 1e-12);

        BandedMatrix Noisy(BandedMatrix axis)
        {
            var builder = new BandedMatrixBuilder(axis.Rows, axis.Columns);
            for (int row = 0; row < axis.Rows; row++)
                builder.Add(0, [.. Enumerable.Range(0, axis.Columns).Select(column => axis[row, column] + (random.NextDouble() / 1000) - 0.0005)]);
            return builder.Build();
        }
    }

    [Fact]
    public void The_fewest_taps_are_those_that_sorting_all_products_finds() => Gen.Select(Gen.Double[0.05, 1].Array[1, 9], Gen.Double[0.05, 1].Array[1, 9], Gen.Double[0.01, 1]).Sample((rows, columns, share) =>
    {
        double[] products = [.. from r in rows from c in columns orderby Math.Abs(r * c) descending select Math.Abs(r * c)];
        double amount = share * products.Sum(), sum = 0;
        int expected = products.TakeWhile(product => { bool more = sum < amount - 1e-7; sum += product; return more; }).Count();
        long actual = SortedTaps.FewestToReach(Taps(rows), Taps(columns), amount);
        Assert.InRange(actual, expected - 1, expected + 1);
        Assert.True(products.Take((int)actual).Sum() >= amount - 1e-6 || actual <= expected, "More taps were counted than are needed.");
    });

    [Fact]
    public void Two_that_do_not_fit_are_refused()
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:area"), new(8, 8), new(4, 4));
        PixelImage<byte> source = Pictures.Waves(new(8, 8));
        Assert.Contains("must be 4x4 Gray", Assert.Throws<ArgumentException>(() => AttackBound.LeastSquaredChange(op, source, source)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("energyBound", () => AttackBound.PsnrCeiling(0, 64));
        Assert.Throws<ArgumentOutOfRangeException>("shift", () => AttackBound.LeastChangedFraction(op, 256));
    }

    private static double Alternating(int output) => output % 2 == 0 ? 1 : -1;

    private static SortedTaps Taps(double[] weights)
    {
        var builder = new BandedMatrixBuilder(1, weights.Length);
        builder.Add(0, weights);
        return SortedTaps.Of(builder.Build(), 0)[0];
    }

    /// <summary>The shortest change of an axis's samples that moves its outputs by given amounts: Lᵀ G⁻¹ y; null where none does.</summary>
    private static double[]? CheapestMove(BandedMatrix axis, Func<int, double> moves)
    {
        double[,] dense = DenseMatrix.Of(axis);
        var (values, vectors) = DenseMatrix.Eigen(DenseMatrix.Gram(dense));
        if (values.Min() < 1e-9 * values.Max()) return null;
        double[] wanted = [.. Enumerable.Range(0, axis.Rows).Select(moves)], weights = new double[axis.Rows];
        for (int k = 0; k < values.Length; k++)
        {
            double along = Enumerable.Range(0, axis.Rows).Sum(i => vectors[i, k] * wanted[i]) / values[k];
            for (int i = 0; i < axis.Rows; i++) weights[i] += along * vectors[i, k];
        }

        return [.. Enumerable.Range(0, axis.Columns).Select(j => Enumerable.Range(0, axis.Rows).Sum(i => dense[i, j] * weights[i]))];
    }
}

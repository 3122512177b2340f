using CsCheck;
using Downright.Kernels;

namespace Downright.Tests.Kernels;

/// <summary>The lightest pixels of windows, against sorted lists of all weights.</summary>
public sealed class LightestPixelsTests
{
    private static readonly Gen<double> Weight = Gen.OneOf(
        Gen.Double[0, 1],
        Gen.OneOf(0, double.Epsilon, 1e-200, 1e-160, 0.1, 0.2, 0.3, 1, Math.BitIncrement(1), 1e100),
        Gen.Int[0, 3].Select(i => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(0.5) + i)));

    [Fact]
    public void They_are_all_up_to_the_weight_of_the_rank() => Gen.Select(Weight.Array[1, 20], Gen.Int[1, 20], Gen.Int[1, 3], Gen.Int[0, 1000]).SelectMany(
        (rows, columns, groups, seed) => Weight.Array[columns * groups * LightestPixels.Group].Select(weights => (rows, weights, groups, seed))).Sample(
        t =>
        {
            var random = new Random(t.seed);
            int lanes = t.groups * LightestPixels.Group, columns = t.weights.Length / lanes;
            double[] rows = [.. t.rows.Order()], weights = t.weights;
            var ranks = new long[lanes];
            for (int lane = 0; lane < lanes; lane++)
            {
                // A lane may have fewer columns than others, and one of no interest has any.
                for (int column = 1; column < columns; column++)
                    if (random.Next(5) == 0) weights[(column * lanes) + lane] = LightestPixels.Nothing;
                int pixels = Products(lane).Length;
                ranks[lane] = random.Next(4) == 0 ? 0 : random.Next(3) == 0 ? 1 + random.Next(pixels) : (pixels + 1) / 2;
            }

            var counts = new long[weights.Length];
            LightestPixels.Find(rows, weights, lanes, ranks, counts);

            for (int lane = 0; lane < lanes; lane++)
            {
                if (ranks[lane] == 0) continue;
                double limit = Products(lane).Order().ElementAt((int)ranks[lane] - 1);
                for (int column = 0; column < columns; column++)
                    Assert.Equal(rows.Count(row => row * weights[(column * lanes) + lane] <= limit), counts[(column * lanes) + lane]);
            }

            double[] Products(int lane) =>
                [.. from column in Enumerable.Range(0, columns) from row in rows let weight = weights[(column * lanes) + lane] where !double.IsNaN(weight) select row * weight];
        },
        iter: 2000);
}

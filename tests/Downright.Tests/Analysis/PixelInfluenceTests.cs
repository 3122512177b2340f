using Downright.Analysis;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Analysis;

public sealed class PixelInfluenceTests
{
    /// <summary>Source rows used at 903 → 224, as measured with the libraries themselves.</summary>
    [Theory]
    [InlineData("opencv:nearest", 24.8)]
    [InlineData("pillow:nearest", 24.8)]
    [InlineData("opencv:linear", 49.6)]
    [InlineData("opencv:cubic", 99.2)]
    [InlineData("opencv:lanczos4", 100)]
    [InlineData("opencv:area", 100)]
    [InlineData("pillow:box", 100)]
    [InlineData("pillow:linear", 100)]
    [InlineData("pillow:cubic", 100)]
    [InlineData("pillow:lanczos", 100)]
    public void Each_scaler_reads_the_known_share_of_the_source_rows(string scaler, double percent)
    {
        AxisInfluence axis = Of(scaler, 903, 903).Vertical;

        Assert.Equal(percent, 100.0 * axis.Weights.ToArray().Count(w => w != 0) / axis.Length, 0.05);
    }

    /// <summary>The two heaviest taps of the median output carry this share of its weight.</summary>
    [Theory]
    [InlineData("opencv:nearest", 1.00)]
    [InlineData("opencv:linear", 1.00)]
    [InlineData("opencv:cubic", 1.14)]
    [InlineData("opencv:lanczos4", 1.18)]
    [InlineData("pillow:linear", 0.43)]
    [InlineData("pillow:cubic", 0.47)]
    [InlineData("pillow:lanczos", 0.48)]
    [InlineData("opencv:area", 0.50)]
    public void The_two_heaviest_taps_carry_the_known_weight(string scaler, double expected)
    {
        BandedMatrix axis = Of(scaler, 903, 903).Operator.Left;
        double[] heaviest = [.. Enumerable.Range(0, axis.Rows).Select(i => axis.Weights(i).ToArray().OrderDescending().Take(2).Sum()).Order()];

        Assert.Equal(expected, heaviest[heaviest.Length / 2], 0.01);
    }

    [Fact]
    public void Influence_is_the_largest_weight_of_row_and_column()
    {
        PixelInfluence influence = Of("opencv:cubic", 100, 75);
        double[,] left = DenseMatrix.Of(influence.Operator.Left), right = DenseMatrix.Of(influence.Operator.Right);

        for (int y = 0; y < 75; y++)
        {
            for (int x = 0; x < 100; x++)
            {
                double row = Enumerable.Range(0, 224).Max(i => Math.Abs(left[i, y])), column = Enumerable.Range(0, 224).Max(i => Math.Abs(right[i, x]));
                Assert.Equal(row * column, influence.At(x, y));
            }
        }
    }

    [Theory]
    [InlineData("opencv:nearest", 896, 672, 1 / 12.0, 1 / 12.0, 1)]
    [InlineData("opencv:linear", 672, 672, 1 / 9.0, 1 / 9.0, 1)]
    [InlineData("opencv:linear", 896, 896, 0.25, 0.25, 0.25)]
    [InlineData("downright:area", 896, 672, 1, 1, 1 / 12.0)]
    [InlineData("opencv:nearest", 896, 100, 0.25, 0.25, 1)]
    public void Axes_multiply(string scaler, int width, int height, double considered, double concentration, double largest)
    {
        PixelInfluence influence = Of(scaler, width, height);

        Assert.Equal(considered, influence.ConsideredFraction, 1e-9);
        Assert.Equal(concentration, influence.Concentration, 1e-6);
        Assert.Equal(largest, influence.LargestWeight, 1e-6);
        Assert.Equal(concentration, influence.Energy, 1e-6);
        Assert.Equal(concentration, influence.EnergyBound, 1e-5);
    }

    private static PixelInfluence Of(string scaler, int width, int height) =>
        PixelInfluence.Of(ScalingOperator.Compile(ScalerProfile.Parse(scaler), new ImageSize(width, height), new ImageSize(224, 224)));
}

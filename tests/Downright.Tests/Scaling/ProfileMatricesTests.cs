using CsCheck;
using Downright.Scaling;

namespace Downright.Tests.Scaling;

public sealed class ProfileMatricesTests
{
    private static readonly Gen<int> AnySize = Gen.Frequency((8, Gen.Int[1, 700]), (1, Gen.Const(1)), (1, Gen.Int[1, 8]));

    public static TheoryData<string> Names => [.. ScalerProfile.All.Select(p => p.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Rows_sum_to_one_with_taps_inside_the_image(string name)
    {
        var profile = ScalerProfile.Parse(name);
        Gen.Select(AnySize, AnySize).Sample((source, target) =>
        {
            BandedMatrix matrix = Matrix(profile, source, target);
            if (matrix.Rows != target || matrix.Columns != source) return false;
            for (int i = 0; i < target; i++)
            {
                if (matrix.First(i) < 0 || matrix.Taps(i) < 1 || matrix.First(i) + matrix.Taps(i) > source) return false;
                if (Math.Abs(Sum(matrix.Weights(i)) - 1) > 1e-6) return false;
            }

            return true;
        }, iter: 200);
    }

    [Theory, MemberData(nameof(Names))]
    public void An_axis_that_does_not_change_stays_as_it_is(string name)
    {
        var profile = ScalerProfile.Parse(name);
        foreach (int size in new[] { 1, 2, 3, 7, 224, 509 })
        {
            BandedMatrix matrix = Matrix(profile, size, size);
            for (int i = 0; i < size; i++) Assert.Equal((i, 1, 1.0), (matrix.First(i), matrix.Taps(i), matrix.Weights(i)[0]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_grown_single_sample_fills_the_axis(string name)
    {
        BandedMatrix matrix = Matrix(ScalerProfile.Parse(name), 1, 7);
        for (int i = 0; i < 7; i++) Assert.Equal(1, matrix[i, 0], 1e-6);
    }

    [Theory]
    [InlineData("opencv:linear")]
    [InlineData("opencv:linear-exact")]
    [InlineData("opencv:cubic")]
    [InlineData("opencv:lanczos4")]
    [InlineData("tensorflow:linear")]
    [InlineData("tensorflow:cubic")]
    [InlineData("tensorflow:lanczos3")]
    [InlineData("torch:linear")]
    [InlineData("torch:cubic")]
    [InlineData("onnx:linear")]
    [InlineData("onnx:cubic")]
    [InlineData("onnx:linear+pytorch-half-pixel")]
    [InlineData("onnx:cubic+pytorch-half-pixel")]
    public void Odd_ratios_collapse_half_pixel_kernels_onto_the_middle_sample(string name)
    {
        var profile = ScalerProfile.Parse(name);
        foreach (int ratio in new[] { 3, 5 })
        {
            const int Target = 40;
            BandedMatrix matrix = Matrix(profile, Target * ratio, Target);
            for (int i = 0; i < Target; i++)
                Assert.Equal(((i * ratio) + (ratio / 2), 1, 1.0), (matrix.First(i), matrix.Taps(i), matrix.Weights(i)[0]));
        }
    }

    [Theory]
    [InlineData("tensorflow1:linear", "tensorflow1:nearest")]
    [InlineData("tensorflow1:cubic", "tensorflow1:nearest")]
    public void Whole_ratios_turn_the_legacy_grid_into_nearest(string name, string nearest)
    {
        for (int ratio = 1; ratio <= 9; ratio++)
            AssertSame(Matrix(ScalerProfile.Parse(nearest), 33 * ratio, 33), Matrix(ScalerProfile.Parse(name), 33 * ratio, 33));
    }

    [Fact]
    public void A_grown_axis_stops_OpenCV_from_averaging_the_other_one()
    {
        var profile = ScalerProfile.Parse("opencv:area");
        Assert.Equal(4, ProfileMatrices.Of(profile, new ImageSize(80, 80), new ImageSize(20, 80)).Right.MaxTaps);
        Assert.InRange(ProfileMatrices.Of(profile, new ImageSize(80, 80), new ImageSize(20, 81)).Right.MaxTaps, 1, 2);
    }

    private static BandedMatrix Matrix(ScalerProfile profile, int source, int target) =>
        ProfileMatrices.Of(profile, new ImageSize(source, source), new ImageSize(target, target)).Left;

    private static double Sum(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights) sum += weight;
        return sum;
    }

    private static void AssertSame(BandedMatrix expected, BandedMatrix actual)
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        for (int i = 0; i < expected.Rows; i++)
        {
            Assert.Equal(expected.First(i), actual.First(i));
            Assert.Equal(expected.Weights(i), actual.Weights(i));
        }
    }
}

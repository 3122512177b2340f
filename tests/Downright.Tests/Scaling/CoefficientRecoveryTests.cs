using Downright.Scaling;

namespace Downright.Tests.Scaling;

public sealed class CoefficientRecoveryTests
{
    private static readonly (ImageSize Source, ImageSize Target)[] Sizes =
    [
        (new(97, 61), new(24, 13)),
        (new(40, 30), new(10, 10)),
        (new(12, 9), new(31, 20)),
        (new(1, 7), new(3, 1)),
    ];

    public static TheoryData<string> Profiles =>
        [.. ScalerProfile.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void An_exact_scaler_s_float_path_gives_the_analytic_matrices(string name)
    {
        // OpenCV's bit-exact linear interpolation scales floats as its ordinary one.
        var analytic = ScalerProfile.Parse(name == "opencv:linear-exact" ? "opencv:linear" : name);
        foreach (var (source, target) in Sizes)
        {
            ScalingOperator recovered = CoefficientRecovery.Recover(name, new ProfileScaler(ScalerProfile.Parse(name)).Scale, source, target);
            AssertEqual(Axis(analytic, source.Height, target.Height).Left, recovered.Left);
            AssertEqual(Axis(analytic, source.Width, target.Width).Left, recovered.Right);
        }
    }

    [Fact]
    public void A_scaler_that_returns_another_size_is_refused() =>
        Assert.Contains(
            "returned 2x2 Gray Single",
            Assert.Throws<InvalidOperationException>(() => CoefficientRecovery.Recover(
                "odd", (_, _) => new PixelImage<float>(new float[4], new ImageSize(2, 2), PixelFormat.Gray), new(8, 8), new(4, 4))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_scaler_that_is_not_linear_is_refused() =>
        Assert.Contains(
            "sum to 0",
            Assert.Throws<InvalidOperationException>(() => CoefficientRecovery.Recover(
                "black", (_, size) => new PixelImage<float>(new float[size.Pixels], size, PixelFormat.Gray), new(8, 8), new(4, 4))).Message,
            StringComparison.Ordinal);

    /// <summary>One axis alone, the other one unchanged, as recovery probes it.</summary>
    private static ScalingOperator Axis(ScalerProfile profile, int source, int target) =>
        ScalingOperator.Compile(profile, new(source, source), new(source, target));

    private static void AssertEqual(BandedMatrix expected, BandedMatrix actual)
    {
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Columns, actual.Columns);
        for (int row = 0; row < expected.Rows; row++)
        {
            for (int column = 0; column < expected.Columns; column++)
                Assert.Equal(expected[row, column], actual[row, column], 1e-6);
        }
    }
}

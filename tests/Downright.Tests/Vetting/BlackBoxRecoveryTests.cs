using Downright.Scaling;
using Downright.Vetting;

namespace Downright.Tests.Vetting;

public sealed class BlackBoxRecoveryTests
{
    private const double Precision = 1.0 / 500;

    /// <summary>A library that truncates gives the same bytes for a second weight of anything between 0 and 1/255.</summary>
    private const double TruncatedPrecision = 1.0 / 255;

    /// <summary>Fractional on both axes, and different.</summary>
    private static readonly ScalingGeometry Mixed = new(new(165, 292), new(64, 64));

    public static TheoryData<string> Profiles => [.. ScalerProfile.All.Select(p => p.Name)];

    /// <summary>
    /// The hardest: the sharpest kernels and such as clip and round between the axes, at an odd, a large, a mixed and a
    /// growing ratio. With DOWNRIGHT_RECOVERIES=all every profile at every ratio of the sweep, which takes minutes.
    /// </summary>
    public static TheoryData<string, int> OtherRatios => Environment.GetEnvironmentVariable("DOWNRIGHT_RECOVERIES") == "all"
        ? Over(Enumerable.Range(0, VettingSweep.For(VettingSweep.DefaultTarget).Count), [.. ScalerProfile.All.Select(p => p.Name)])
        : Over([1, 7, 8, 9], "opencv:lanczos4", "pillow:hamming", "pillow:lanczos", "torch:cubic", "onnx:cubic+asymmetric+antialias");

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_matrices_of_every_scaler_are_recovered_from_its_bytes(string name) => AssertRecovered(name, Mixed);

    [Theory]
    [MemberData(nameof(OtherRatios))]
    public void They_are_recovered_at_other_ratios(string name, int geometry) =>
        AssertRecovered(name, VettingSweep.For(VettingSweep.DefaultTarget)[geometry]);

    [Fact]
    public void Small_targets_take_more_calls()
    {
        RecoveredOperator recovered = BlackBoxRecovery.Recover(new ProfileScaler(ScalerProfile.Parse("pillow:lanczos")), new(new(80, 60), new(16, 12)));
        Assert.InRange(recovered.Calls, 6, 41);
        Assert.InRange(recovered.Residual, 0, 2);
    }

    private static void AssertRecovered(string name, ScalingGeometry geometry)
    {
        var profile = ScalerProfile.Parse(name);
        var op = ScalingOperator.Compile(profile, geometry.Source, geometry.Target);
        RecoveredOperator recovered = BlackBoxRecovery.Recover(new ProfileScaler(profile), geometry);

        Assert.Equal(5, recovered.Calls);
        Assert.True(recovered.KeepsUniform);
        double precision = profile is { Library: ScalerLibrary.Onnx, Algorithm: ScalerAlgorithm.Linear, Antialias: false } ? TruncatedPrecision : Precision;
        AssertNear(op.Left, recovered.Operator.Left, precision);
        AssertNear(op.Right, recovered.Operator.Right, precision);
    }

    private static void AssertNear(BandedMatrix expected, BandedMatrix actual, double precision)
    {
        for (int row = 0; row < expected.Rows; row++)
        {
            for (int column = 0; column < expected.Columns; column++)
                Assert.InRange(Math.Abs(expected[row, column] - actual[row, column]), 0, precision);
        }
    }

    private static TheoryData<string, int> Over(IEnumerable<int> geometries, params string[] names) => new(
        from name in names
        from geometry in geometries
        select (name, geometry));
}

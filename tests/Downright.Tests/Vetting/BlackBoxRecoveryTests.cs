using Downright.Scaling;
using Downright.Vetting;

namespace Downright.Tests.Vetting;

public sealed class BlackBoxRecoveryTests
{
    private const double Precision = 1.0 / 500, Largest = 1.0 / 140;

    /// <summary>The share of weights that may lie beyond the precision.</summary>
    private const double Beyond = 0.08;

    /// <summary>Fractional on both axes, and different.</summary>
    private static readonly ScalingGeometry Mixed = new(new(165, 292), new(64, 64));

    /// <summary>
    /// All but the variants of ONNX's nearest, which copy samples alike, and of its grid pytorch-half-pixel, which is another
    /// only where there is one output.
    /// </summary>
    public static TheoryData<string> Profiles => [.. ScalerProfile.All.Select(p => p.Name).Where(name => !name.StartsWith("onnx:nearest+", StringComparison.Ordinal) && !name.Contains("pytorch-half-pixel", StringComparison.Ordinal))];

    public static TheoryData<string, int> Sweep => new(
        from name in new[] { "pillow:lanczos" }
        from geometry in Enumerable.Range(0, VettingSweep.For(VettingSweep.DefaultTarget).Count)
        select (name, geometry));

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_matrices_of_every_scaler_are_recovered_from_its_bytes(string name) => AssertRecovered(name, Mixed);

    [Theory]
    [MemberData(nameof(Sweep))]
    public void They_are_recovered_at_every_ratio_of_the_sweep(string name, int geometry) =>
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
        AssertNear(op.Left, recovered.Operator.Left);
        AssertNear(op.Right, recovered.Operator.Right);
    }

    private static void AssertNear(BandedMatrix expected, BandedMatrix actual)
    {
        int weights = 0, beyond = 0;
        for (int row = 0; row < expected.Rows; row++)
        {
            for (int column = 0; column < expected.Columns; column++)
            {
                double difference = Math.Abs(expected[row, column] - actual[row, column]);
                Assert.InRange(difference, 0, Largest);
                if (expected[row, column] != 0) weights++;
                if (difference > Precision) beyond++;
            }
        }

        Assert.InRange((double)beyond / weights, 0, Beyond);
    }
}

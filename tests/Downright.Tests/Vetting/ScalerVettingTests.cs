using Downright.Vetting;

namespace Downright.Tests.Vetting;

public sealed class ScalerVettingTests
{
    public static TheoryData<string> Profiles => [.. ScalerProfile.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_profile_has_a_verdict_with_reasons_and_numbers(string name)
    {
        VettingResult result = ScalerVetting.Vet(ScalerProfile.Parse(name));

        Assert.Equal(name, result.Scaler);
        Assert.Equal(ExpectedOf(name), result.Verdict);
        Assert.NotEmpty(result.Reasons);
        Assert.Equal(VettingSweep.For(VettingSweep.DefaultTarget), result.Geometries.Select(g => g.Geometry));
        Assert.Equal(result.Geometries.Max(g => g.Verdict), result.Verdict);
        Assert.All(result.Geometries, geometry =>
        {
            Assert.NotEmpty(geometry.Reasons);
            ScalerMeasures measures = geometry.Measures!;
            Assert.InRange(measures.EnergyBound, 0, measures.Energy * (1 + 1e-9));
            Assert.InRange(geometry.LinearityResidual!.Value, 0, result.Policy.LargestResidual);
        });
        Assert.Equal(result.Verdict == Verdict.Robust, result.SafeSetting is null);
    }

    [Fact]
    public void OpenCv_s_area_is_vulnerable_only_where_one_axis_grows()
    {
        VettingResult result = ScalerVetting.Vet(ScalerProfile.Parse("opencv:area"));

        Assert.Equal(Verdict.Vulnerable, result.Verdict);
        Assert.Equal(Verdict.Robust, result.VerdictWhereBothShrink);
        Assert.True(result.Worst.Geometry.Grows);
        Assert.Equal("only where one axis grows; robust wherever both axes shrink", result.Reasons[0]);
        Assert.Contains("falls back to linear", result.Reasons[1], StringComparison.Ordinal);
        Assert.Contains(result.Worst.Geometry.ToString(), result.Reasons[2], StringComparison.Ordinal);
    }

    [Fact]
    public void One_ratio_can_mislead_and_the_sweep_does_not()
    {
        var twice = new VettingOptions { Geometries = [new(new(128, 128), new(64, 64))] };
        Assert.Equal(Verdict.Robust, ScalerVetting.Vet(ScalerProfile.Parse("opencv:linear"), twice).Verdict);
        Assert.Equal(Verdict.Vulnerable, ScalerVetting.Vet(ScalerProfile.Parse("opencv:linear")).Verdict);
    }

    [Fact]
    public void The_safe_setting_of_every_library_is_robust_where_both_axes_shrink()
    {
        Assert.Equal(Enum.GetValues<ScalerLibrary>(), SafeSettings.Profiles.Select(p => p.Library));
        Assert.All(SafeSettings.Profiles, profile =>
        {
            Assert.Equal(Verdict.Robust, ScalerVetting.Vet(profile).VerdictWhereBothShrink);
            Assert.StartsWith(profile.Name, SafeSettings.For(profile), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Cancelling_stops_it() => Assert.Throws<OperationCanceledException>(() =>
        ScalerVetting.Vet(ScalerProfile.Parse("opencv:area"), cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Thresholds_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new VettingPolicy { RobustEnergy = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new VettingPolicy { Shift = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new VettingPolicy { LargestResidual = double.NaN });
        Assert.Throws<ArgumentException>("value", () => new VettingOptions { Geometries = [] });
    }

    /// <summary>Averages and kernels that widen are robust; whatever reads a fixed number of pixels is not, and OpenCV's area is such where one axis grows.</summary>
    private static Verdict ExpectedOf(string name)
    {
        bool robust = name.EndsWith("antialias", StringComparison.Ordinal)
            || (name.EndsWith(":area", StringComparison.Ordinal) && name != "opencv:area")
            || (name.StartsWith("pillow:", StringComparison.Ordinal) && name != "pillow:nearest");
        return robust ? Verdict.Robust : Verdict.Vulnerable;
    }
}

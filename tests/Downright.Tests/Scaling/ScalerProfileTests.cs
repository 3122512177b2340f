namespace Downright.Tests.Scaling;

public sealed class ScalerProfileTests
{
    [Fact]
    public void Every_profile_reads_back_from_its_own_name()
    {
        foreach (ScalerProfile profile in ScalerProfile.All)
            Assert.Equal(profile, ScalerProfile.Parse(profile.Name));
    }

    [Fact]
    public void No_two_profiles_share_a_name() =>
        Assert.Equal(ScalerProfile.All.Count, ScalerProfile.All.Select(p => p.Name).Distinct().Count());

    [Theory]
    [InlineData("onnx:nearest+half-pixel+round-prefer-floor", "onnx:nearest")]
    [InlineData("onnx:cubic+antialias+a=-0.5+asymmetric", "onnx:cubic+asymmetric+a=-0.5+antialias")]
    [InlineData("pillow:cubic+gap=2.0", "pillow:cubic+gap=2")]
    public void Names_are_printed_without_defaults_and_in_order(string written, string canonical) =>
        Assert.Equal(canonical, ScalerProfile.Parse(written).Name);

    [Theory]
    [InlineData("linear", "write library:algorithm")]
    [InlineData("opencv5:linear", "there is no library 'opencv5'")]
    [InlineData("opencv:bilinear", "it has nearest, nearest-exact, linear, linear-exact, cubic, area, lanczos4")]
    [InlineData("opencv:linear+antialias", "opencv:linear has no option antialias")]
    [InlineData("torch:linear+antialias+antialias", "give each once")]
    [InlineData("onnx:nearest+floor+ceil", "give each once")]
    [InlineData("pillow:nearest+gap=2", "has no option gap")]
    [InlineData("pillow:box+gap=0.5", "at least 1")]
    [InlineData("pillow:box+gap=NaN", "at least 1")]
    [InlineData("onnx:cubic+a=x", "'x' is no number")]
    [InlineData("onnx:cubic+a=1e38", "between -8 and 8")]
    [InlineData("onnx:cubic+a=NaN", "between -8 and 8")]
    public void A_wrong_name_says_what_would_be_right(string name, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => ScalerProfile.Parse(name)).Message, StringComparison.Ordinal);
}

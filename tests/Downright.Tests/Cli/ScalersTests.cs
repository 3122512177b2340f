using System.Text.Json;
using Downright.Analysis;
using Downright.Scaling;

namespace Downright.Tests.Cli;

public sealed class ScalersTests
{
    [Fact]
    public void Every_scaler_is_listed_with_its_numbers()
    {
        JsonElement document = Json.Parse(ToolProcess.Run("scalers", "--source", "320x200", "-s", "64x50", "--format", "json").AssertDone().Output);

        Assert.Equal("schema", document.Keys()[0]);
        Assert.Equal("downright/scalers/1", document.GetProperty("schema").GetString());
        Assert.Equal([320, 200], document.GetProperty("source_size").Integers());
        Assert.Equal([64, 50], document.GetProperty("size").Integers());
        JsonElement[] scalers = [.. document.GetProperty("scalers").EnumerateArray()];
        Assert.Equal(ScalerProfile.All.Select(p => p.Name), scalers.Select(s => s.GetProperty("name").GetString()!));
        foreach (JsonElement scaler in scalers)
        {
            PixelInfluence influence = PixelInfluence.Of(ScalingOperator.Compile(
                ScalerProfile.Parse(scaler.GetProperty("name").GetString()!), new ImageSize(320, 200), new ImageSize(64, 50)));
            Assert.Equal(influence.ConsideredFraction, scaler.GetProperty("considered_fraction").GetDouble());
            Assert.Equal(influence.Concentration, scaler.GetProperty("concentration").GetDouble());
            Assert.Equal(influence.LargestWeight, scaler.GetProperty("largest_weight").GetDouble());
            Assert.Equal(influence.EnergyBound, scaler.GetProperty("energy_bound").GetDouble());
            Assert.Contains(scaler.GetProperty("verdict").GetString(), new[] { "robust", "vulnerable", "undetermined" });
        }
    }

    [Theory]
    [InlineData("opencv:nearest", 1, false)]
    [InlineData("opencv:linear", 2, false)]
    [InlineData("opencv:cubic", 4, false)]
    [InlineData("tensorflow1:linear", 2, false)]
    [InlineData("opencv:area", 5, true)]
    [InlineData("pillow:linear", 9, true)]
    [InlineData("torch:linear+antialias", 9, true)]
    public void Kernel_widths_are_those_of_the_libraries(string name, int width, bool widens)
    {
        // 903 to 224, the ratio of the specification's table.
        JsonElement document = Json.Parse(ToolProcess.Run("scalers", "--source", "903", "-s", "224", "--format", "json").AssertDone().Output);
        JsonElement scaler = document.GetProperty("scalers").EnumerateArray().Single(s => s.GetProperty("name").GetString() == name);

        Assert.Equal([width, width], scaler.GetProperty("kernel_width").Integers());
        Assert.Equal(widens, scaler.GetProperty("widens_kernel").GetBoolean());
    }

    [Fact]
    public void The_table_ends_with_what_its_columns_mean_unless_quiet()
    {
        string output = ToolProcess.Run("scalers", "--source", "64", "-s", "16").AssertDone().Output;
        Assert.Contains("pillow:lanczos", output, StringComparison.Ordinal);
        Assert.Contains("energy bound: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("energy bound: ", ToolProcess.Run("scalers", "--source", "64", "-s", "16", "-q").AssertDone().Output, StringComparison.Ordinal);
    }
}

using Downright.Adapters.Skia;
using Downright.Adapters.Vips;
using Downright.Matrix;
using Downright.Scenes;

namespace Downright.Adapters.Tests;

/// <summary>Attacks on rows of the matrix, through the real libraries, on rendered scenes.</summary>
public sealed class ConfirmationTests
{
    private static readonly IReadOnlyList<AttackPair> Pairs =
        [AttackPair.Of(Scene.Landscape(1).Render(new ImageSize(420, 330)), Scene.Street(2).Render(new ImageSize(300, 300)))];

    [Theory]
    [InlineData("skia:nearest", "vulnerable")]
    [InlineData("skia:linear", "vulnerable")]
    public void Skia_gives_in_where_it_is_called_vulnerable(string name, string verdict)
    {
        Native.SkipUnlessThere("SkiaSharp", () => SkiaScaler.LibraryVersion);
        Confirms(SkiaScaler.All.Single(scaler => scaler.Name == name), verdict);
    }

    [Theory]
    [InlineData("vips:resize+nearest", "vulnerable")]
    [InlineData("vips:resize", "robust")]
    public void Libvips_does_as_its_verdicts_say(string name, string verdict)
    {
        Native.SkipUnlessThere("NetVips", () => VipsScaler.LibraryVersion);
        Confirms(VipsScaler.All.Single(scaler => scaler.Name == name), verdict);
    }

    [Fact]
    public void An_outcome_confirms_only_the_verdict_that_it_fits()
    {
        Assert.True(Row([3.1, 9], [2, 3]).Confirms("vulnerable"));
        Assert.False(Row([2.9, 9], [2, 3]).Confirms("vulnerable"));
        Assert.False(Row([3.1, 9], [2, 4]).Confirms("vulnerable"));
        Assert.True(Row([-0.5, 1], [9, 9]).Confirms("robust"));
        Assert.False(Row([-0.5, 1.1], [9, 9]).Confirms("robust"));
        Assert.False(Row([3.1, 9], [2, 3]).Confirms("undetermined"));
    }

    private static ConfirmationRow Row(IReadOnlyList<double> gains, IReadOnlyList<int> errors) => new("", "", "", "", gains, errors);

    private static void Confirms(IScaler scaler, string verdict)
    {
        ConfirmationRow row = Confirmation.Attack(Library.Absent("", ""), new Subject(scaler.Name, "", false, () => scaler), Pairs);
        Assert.True(row.Confirms(verdict), $"gain {row.Gains[0]} dB, error {row.Errors[0]}");
    }
}

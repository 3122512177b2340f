using Downright.Files;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

/// <summary>Commands that cannot be carried out as given: exit code 2, one line that says what would be right, and no file.</summary>
public sealed class BadOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BadOptionTests() => new VipsImageCodec().Encode(TestPixels.Noise(40, 30, PixelFormat.Rgb), _folder["in.png"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0", "WxH")]
    [InlineData("224x", "WxH")]
    [InlineData("-5", "WxH")]
    [InlineData("12x34x56", "WxH")]
    [InlineData("big", "WxH")]
    [InlineData("99999999999", "WxH")]
    [InlineData("60000x60000", "at most")]
    public void A_bad_size(string size, string right) => AssertRefused(["resize", "-s", size], "--size", right, size);

    [Theory]
    [InlineData("opencv:bilinear")]
    [InlineData("gimp:linear")]
    [InlineData("linear")]
    [InlineData("opencv:linear+antialias")]
    public void A_bad_scaler(string scaler)
    {
        string message = Assert.Throws<FormatException>(() => ScalerProfile.Parse(scaler)).Message;
        AssertRefused(["resize", "-s", "8", "--scaler", scaler], "--scaler", message.TrimEnd('.'));
    }

    [Theory]
    [InlineData("--prevention", "blur", "area, mean, median, random or none")]
    [InlineData("--considered", "some", "support or reference")]
    [InlineData("--fit", "squeeze", "fill, cover or contain")]
    [InlineData("--alpha", "ignore", "flatten, drop or keep")]
    [InlineData("--format", "xml", "table or json")]
    [InlineData("--bandwidth-factor", "0", "above 0")]
    [InlineData("--bandwidth-factor", "NaN", "above 0")]
    [InlineData("--seed", "-1", "whole number")]
    [InlineData("--jobs", "0", "at least 1")]
    [InlineData("--max-pixels", "0", "at least 1")]
    [InlineData("--background", "#12345", "#rrggbb")]
    public void A_bad_value(string option, string value, string right) =>
        AssertRefused(["resize", "-s", "8", option, value], option, right, value);

    [Theory]
    [InlineData("area")]
    [InlineData("none")]
    public void Clean_without_a_filter(string prevention) =>
        AssertRefused(["clean", "-s", "8", "--prevention", prevention], "--prevention", "median or random", prevention);

    [Theory]
    [InlineData("area", "--bandwidth-factor", "2")]
    [InlineData("none", "--considered", "reference")]
    [InlineData("mean", "--bandwidth-factor", "2")]
    public void Options_of_a_filter_that_is_not_used(string prevention, string option, string value) =>
        AssertRefused(["resize", "-s", "8", "--prevention", prevention, option, value], option, "median or random");

    [Fact]
    public void A_preview_that_would_keep_alpha() => AssertRefused(["preview", "-s", "8", "--alpha", "keep"], "--alpha", "flatten or drop");

    [Fact]
    public void An_unknown_option() => AssertRefused(["resize", "-s", "8", "--sharpen"], "--sharpen", "downright resize --help");

    [Fact]
    public void A_fit_for_clean() => AssertRefused(["clean", "-s", "8", "--fit", "cover"], "--fit");

    [Fact]
    public void A_missing_size() => AssertRefused(["resize"], "--size", "downright resize --help");

    [Fact]
    public void A_missing_output()
    {
        ToolProcess.Run("resize", _folder["in.png"], "-s", "8").AssertRefused("--output");
        Assert.Equal(["in.png"], _folder.Names);
    }

    [Fact]
    public void No_verb_or_an_unknown_one()
    {
        ToolProcess.Run().AssertRefused("downright --help");
        ToolProcess.Run("shrink").AssertRefused("no verb 'shrink'", "downright --help");
    }

    [Fact]
    public void A_shell_without_a_script() => ToolProcess.Run("completion", "tcsh").AssertRefused("bash, zsh, fish, pwsh", "tcsh");

    [Fact]
    public void A_file_name_that_begins_with_an_at_sign_names_a_file() =>
        ToolProcess.Run("resize", "@absent.png", "-o", _folder["out.png"], "-s", "8").AssertRefused("@absent.png", "no such file");

    private void AssertRefused(string[] arguments, params string[] saying)
    {
        ToolProcess.Run([.. arguments, _folder["in.png"], "-o", _folder["out.png"]]).AssertRefused(saying);
        Assert.Equal(["in.png"], _folder.Names);
    }
}

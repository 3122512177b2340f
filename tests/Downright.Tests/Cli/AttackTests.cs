using System.Text.Json;
using Downright.Analysis;
using Downright.Attacks;
using Downright.Files;
using Downright.Prevention;
using Downright.Scaling;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

public sealed class AttackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();
    private readonly PixelImage<byte> _source = TestPixels.Noise(80, 60, PixelFormat.Rgb);
    private readonly PixelImage<byte> _target = TestPixels.Noise(20, 15, PixelFormat.Rgb);

    public AttackTests()
    {
        _codec.Encode(_source, _folder["source.png"]);
        _codec.Encode(_target, _folder["target.png"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_writes_the_librarys_attack_image_and_reports_it()
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse("opencv:linear"));
        AttackResult expected = QuadraticAttack.Craft(scaler.OperatorFor(_source.Size, _target.Size), _source, _target, new QuadraticOptions { Scaler = scaler });

        JsonElement report = Report(Attack());

        Assert.Equal(expected.Image.ToArray(), Written().ToArray());
        Assert.Equal(["schema", "method", "scaler", "o1", "o2", "optimality", "elapsed_ms"], report.Keys());
        Assert.Equal("downright/attack/1", report.GetProperty("schema").GetString());
        Assert.Equal("quadratic", report.GetProperty("method").GetString());
        Assert.Equal("opencv:linear", report.GetProperty("scaler").GetString());
        Assert.Equal(["max_abs_error", "mse", "psnr_db", "feasible", "infeasible_outputs", "least_epsilon"], report.GetProperty("o1").Keys());
        Assert.Equal(["psnr_db", "ssim", "l0_fraction", "l1", "l2", "linf"], report.GetProperty("o2").Keys());
        Assert.Equal(["primal", "dual", "relative_gap", "max_violation"], report.GetProperty("optimality").Keys());
        Assert.InRange(report.GetProperty("o1").GetProperty("max_abs_error").GetInt32(), 0, 1);
        Assert.Equal(expected.O2().L1, report.GetProperty("o2").GetProperty("l1").GetDouble());
        Assert.Equal(expected.Primal, report.GetProperty("optimality").GetProperty("primal").GetDouble());
        Assert.Equal(["out.png", "source.png", "target.png"], _folder.Names);
    }

    [Fact]
    public void The_image_says_what_it_is_and_what_made_it()
    {
        Attack("--epsilon", "2").AssertDone();
        List<(string Keyword, string Text)> marks = PngChunks.TextOf(File.ReadAllBytes(_folder["out.png"]));
        Assert.Contains(("Software", "Downright"), marks);
        Assert.Contains(("Comment", "image-scaling attack test image"), marks);
        Assert.Contains(marks, mark => mark.Keyword == "Attack" && mark.Text.Contains("opencv:linear, size 20x15, epsilon 2", StringComparison.Ordinal));
    }

    [Fact]
    public void An_infeasible_attack_is_a_finding_and_its_best_effort_is_written()
    {
        ToolResult result = Attack("--region", "3,4,20,10", "--least-epsilon");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Error);
        JsonElement report = Json.Parse(result.Output);
        Assert.False(report.GetProperty("o1").GetProperty("feasible").GetBoolean());
        Assert.True(report.GetProperty("o1").GetProperty("infeasible_outputs").GetInt32() > 0);
        Assert.True(report.GetProperty("o1").GetProperty("least_epsilon").GetDouble() > 1);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("optimality").ValueKind);
        PixelImage<byte> written = Written();
        for (int y = 0; y < 60; y++)
        {
            for (int x = 0; x < 80; x++)
                if (x is < 3 or >= 23 || y is < 4 or >= 14) Assert.True(written.Row(y).Slice(3 * x, 3).SequenceEqual(_source.Row(y).Slice(3 * x, 3)));
        }
    }

    [Theory]
    [InlineData("nearest", "opencv:nearest", "nearest")]
    [InlineData("weak", "opencv:cubic", "weak")]
    [InlineData("restricted", "opencv:linear", "restricted")]
    [InlineData("area-l1", "opencv:area", "area-l1")]
    [InlineData("area-l0", "opencv:area", "area-l0")]
    public void Every_method_reaches_the_target(string method, string scaler, string name)
    {
        JsonElement report = Report(Attack("--method", method, "--scaler", scaler));
        Assert.Equal(name, report.GetProperty("method").GetString());
        Assert.InRange(report.GetProperty("o1").GetProperty("max_abs_error").GetInt32(), 0, 2);
    }

    [Fact]
    public void Scalers_called_area_get_the_area_attack_and_two_steps_can_be_asked_for()
    {
        Assert.Equal("area-l2", Report(Attack("--scaler", "opencv:area")).GetProperty("method").GetString());
        JsonElement two = Report(Attack("--steps", "two", "--force"));
        Assert.Equal(JsonValueKind.Null, two.GetProperty("optimality").ValueKind);
        Assert.InRange(two.GetProperty("o1").GetProperty("max_abs_error").GetInt32(), 0, 4);
    }

    [Theory]
    [InlineData("median", "window")]
    [InlineData("median", "poison")]
    [InlineData("median", "negative-lobe")]
    [InlineData("median", "joint")]
    [InlineData("random", "window")]
    [InlineData("mean", "joint")]
    [InlineData("mean", "negative-lobe")]
    public void An_adaptive_attack_is_judged_behind_the_defence(string against, string strategy)
    {
        ToolResult result = Attack("--against", against, "--strategy", strategy, "--delta", "0.3");
        Assert.InRange(result.ExitCode, 0, 1);
        JsonElement report = Json.Parse(result.Output);
        Assert.Equal($"{against}-{strategy}", report.GetProperty("method").GetString());
        PreventionMethod method = Enum.Parse<PreventionMethod>(against, ignoreCase: true);
        var judge = new SafeScaler(new PreventionOptions { Method = method, Seed = 1 });
        Assert.Equal(judge.Name, report.GetProperty("scaler").GetString());
        Assert.Equal(ImageMetrics.MeanSquaredError(judge.Scale(Written(), _target.Size), _target), report.GetProperty("o1").GetProperty("mse").GetDouble(), 1e-9);
        Assert.Equal(against == "random", report.TryGetProperty("expected", out _));
    }

    [Theory]
    [InlineData("jpeg=90", "quadratic+jpeg=90")]
    [InlineData("suppress=0.6", "quadratic+suppress=0.6")]
    [InlineData("peaks=50", "quadratic+peaks=50")]
    [InlineData("histogram", "quadratic")]
    public void Evasions_leave_their_name(string evasion, string method) =>
        Assert.Equal(method, Report(Attack("--evade", evasion)).GetProperty("method").GetString());

    [Fact]
    public void The_source_that_looks_most_like_the_target_is_picked_from_a_folder()
    {
        Directory.CreateDirectory(_folder["sources"]);
        PixelImage<byte> alike = new ProfileScaler(ScalerProfile.Parse("opencv:nearest")).Scale(_target, new ImageSize(80, 60));
        _codec.Encode(_source, Path.Combine(_folder["sources"], "a.png"));
        _codec.Encode(alike, Path.Combine(_folder["sources"], "b.png"));
        File.WriteAllText(Path.Combine(_folder["sources"], "c.png"), "no image");
        ToolProcess.Run("attack", _folder["target.png"], "-o", _folder["out.png"], "-s", "20x15", "--sources", _folder["sources"], "--scaler", "opencv:nearest").AssertDone();
        Assert.InRange(ImageMetrics.LargestDifference(alike, Written()), 0, 3);
    }

    [Fact]
    public void A_table_is_for_people()
    {
        ToolResult result = ToolProcess.Run("attack", _folder["source.png"], _folder["target.png"], "-o", _folder["out.png"], "-s", "20x15").AssertDone();
        Assert.Contains("PSNR to source", result.Output, StringComparison.Ordinal);
        Assert.Contains("Proved: primal", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_one_line()
    {
        Attack("--mask", _folder["target.png"]).AssertRefused("mask", "80x60");
        Attack("--region", "70,0,20,5").AssertRefused("--region", "80x60");
        Attack("--strategy", "joint").AssertRefused("--strategy", "--against");
        Attack("--method", "nearest").AssertRefused("opencv:linear", "mixes several source pixels");
        Attack("--against", "median", "--method", "weak").AssertRefused("--method");
        Attack("--epsilon", "300").AssertRefused("--epsilon", "0 to 255");
        Attack("--evade", "jpeg=0").AssertRefused("--evade");
        Attack("--sources", _folder.Path).AssertRefused("--sources");
        ToolProcess.Run("attack", _folder["source.png"], "-o", _folder["out.png"], "-s", "20").AssertRefused("SOURCE and TARGET");
        ToolProcess.Run("attack", _folder["source.png"], _folder["target.png"], "-o", _folder["out.jpg"], "-s", "20").AssertRefused(".png");
        Assert.Equal(["source.png", "target.png"], _folder.Names);
    }

    private ToolResult Attack(params string[] options) => ToolProcess.Run(
        ["attack", _folder["source.png"], _folder["target.png"], "-o", _folder["out.png"], "-s", "20x15", "--format", "json", .. options]);

    private static JsonElement Report(ToolResult result) => Json.Parse(result.AssertDone().Output);

    private PixelImage<byte> Written() => _codec.Decode(_folder["out.png"]);
}

using System.Text.Json;
using Downright.Attacks;
using Downright.Files;
using Downright.Scaling;
using Downright.Scenes;
using Downright.Tests.Detection;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

public sealed class DetectTests : IDisposable
{
    private static readonly ProfileScaler Scaler = new(ScalerProfile.Parse("opencv:nearest"));

    private readonly TemporaryFolder _folder = new();
    private readonly PixelImage<byte> _hidden = Scene.Street().Render(new ImageSize(64, 64));

    public DetectTests()
    {
        PixelImage<byte> clean = Scene.Landscape().Render(new ImageSize(300, 220));
        var codec = new VipsImageCodec();
        codec.Encode(clean, _folder["clean.png"]);
        codec.Encode(QuadraticAttack.Craft(Scaler.OperatorFor(clean.Size, _hidden.Size), clean, _hidden, new QuadraticOptions { Scaler = Scaler }).Image, _folder["attack.png"]);
        _folder.Write("broken.png", [1, 2, 3]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_reports_verdicts_scores_and_what_is_hidden()
    {
        ToolResult run = ToolProcess.Run("detect", _folder["clean.png"], _folder["attack.png"], _folder["broken.png"], "--reveal", _folder["revealed"], "--heatmap", _folder["maps"], "--format", "json");
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
        JsonElement document = Json.Parse(run.Output);
        Assert.Equal("downright/detect/1", document.GetProperty("schema").GetString());
        JsonElement[] items = [.. document.GetProperty("items").EnumerateArray()];
        Assert.Equal(["clean", "attack", "error"], items.Select(item => item.GetProperty("verdict").GetString()));
        Assert.Equal(["input", "verdict", "score", "threshold", "false_positive_rate", "methods", "estimated_size", "estimated_scaler", "regions", "revealed", "heatmap", "error"], items[1].Keys());
        Assert.Equal(["name", "score", "threshold", "extrapolated", "reason", "size", "scaler"], items[1].GetProperty("methods")[0].Keys());
        Assert.Equal([64, 64], items[1].GetProperty("estimated_size").Integers());
        Assert.Equal("opencv:nearest", items[1].GetProperty("estimated_scaler").GetString());
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("revealed").ValueKind);
        Assert.Contains("broken.png", items[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["attack.png"], Directory.GetFiles(_folder["revealed"]).Select(Path.GetFileName));
        PixelImage<byte> revealed = new VipsImageCodec().Decode(_folder["revealed/attack.png"]);
        Assert.True(Downright.Analysis.ImageMetrics.LargestDifference(revealed, _hidden) <= 2);
        Assert.Equal(new ImageSize(300, 220), new VipsImageCodec().Decode(_folder["maps/attack.png"]).Size);
    }

    [Fact]
    public void Clean_images_exit_with_0_and_one_that_cannot_be_read_with_2()
    {
        ToolResult clean = ToolProcess.Run("detect", _folder["clean.png"], "-s", "64", "-s", "96", "--scaler", "opencv:nearest", "--scaler", "pillow:nearest");
        Assert.Equal("", clean.Error);
        Assert.Equal(0, clean.ExitCode);
        Assert.Contains("clean", clean.Output, StringComparison.Ordinal);
        ToolResult broken = ToolProcess.Run("detect", _folder["broken.png"]);
        Assert.Equal((2, ""), (broken.ExitCode, broken.Output));
        Assert.Contains("broken.png", broken.Error, StringComparison.Ordinal);
        Assert.Equal(0, ToolProcess.Run("detect", _folder["clean.png"], _folder["broken.png"], "-q").ExitCode);
        Assert.Equal(1, ToolProcess.Run("detect", _folder["clean.png"], _folder["broken.png"], "-q", "--fail-on", "error").ExitCode);
    }

    [Fact]
    public void Colours_hidden_under_transparency_are_reported_and_revealed_but_are_no_attack()
    {
        PixelImage<byte> scene = Scene.Landscape().Render(new ImageSize(300, 220));
        new VipsImageCodec().Encode(HiddenColoursTests.WithAlpha(scene, (_, _) => 0), _folder["transparent.png"]);
        ToolResult run = ToolProcess.Run("detect", _folder["transparent.png"], "--reveal", _folder["seen"], "--format", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement item = Json.Parse(run.Output).GetProperty("items")[0];
        Assert.Equal("clean", item.GetProperty("verdict").GetString());
        JsonElement hidden = item.GetProperty("methods").EnumerateArray().Single(method => method.GetProperty("name").GetString() == "hidden-colours");
        Assert.StartsWith("under transparency (100 % of the image)", hidden.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Downright.Analysis.ImageMetrics.LargestDifference(scene, new VipsImageCodec().Decode(_folder["seen/transparent.png"])));
        Assert.Contains("under transparency", ToolProcess.Run("detect", _folder["transparent.png"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_threshold_nothing_is_called_clean()
    {
        string attack = _folder["attack.png"];
        ToolProcess.Run("detect", attack, "-s", "64", "--scaler", "opencv:nearest", "--fpr", "0.0005").AssertRefused("no method can decide: ensemble, opencv:nearest to 64x64", "the lowest is 0.001", "--calibrate");
        ToolProcess.Run("detect", attack, "-s", "64", "--method", "patch-clean").AssertRefused("the scaler is unknown");
        ToolProcess.Run("detect", attack, "-s", "64", "--scaler", "opencv:nearest", "--method", "csp").AssertRefused("no threshold holds it to a false-positive rate of 0.01", "are the highest there is");
        string other = _folder.Write("other.json", """{"schema":"downright/thresholds/1","date":"2026-01-01","images":1,"description":"","methods":[{"method":"ensemble","family":"linear","images":1,"levels":[]}]}"""u8.ToArray());
        ToolProcess.Run("detect", attack, "-s", "64", "--scaler", "opencv:nearest", "--thresholds", other).AssertRefused("no threshold was calibrated");
        ToolProcess.Run("detect", attack, "-s", "64", "--scaler", "opencv:linear", "--thresholds", other).AssertRefused("no threshold was calibrated");
    }

    [Fact]
    public void Methods_that_cannot_decide_are_named_and_the_others_decide()
    {
        ToolResult run = ToolProcess.Run("detect", _folder["attack.png"], "-s", "64", "--method", "patch-clean", "--method", "ensemble", "--format", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("downright: decides nothing: patch-clean, any scaler to 64x64: the scaler is unknown", run.Error.TrimEnd());
        JsonElement[] methods = [.. Json.Parse(run.Output).GetProperty("items")[0].GetProperty("methods").EnumerateArray()];
        Assert.Equal(["the scaler is unknown", null], methods.Select(method => method.GetProperty("reason").GetString()));
    }

    [Fact]
    public void Names_cannot_steer_the_terminal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows no control characters in names.");
        string name = _folder["\u001b[2J\u001b]0;title\u0007\u202egnp.png"];
        File.Copy(_folder["clean.png"], name);
        string named = ToolProcess.Run("detect", name, "-s", "64", "--scaler", "opencv:nearest").AssertDone().Output;
        string resized = ToolProcess.Run("resize", name, "-o", _folder["\u001bsmall.png"], "-s", "64").AssertDone().Output;
        Assert.Contains("?[2J?]0;title??gnp.png", named, StringComparison.Ordinal);
        Assert.Contains("?small.png", resized, StringComparison.Ordinal);
        Assert.DoesNotContain(named + resized, c => c is '\u202e' || (char.IsControl(c) && c is not '\r' and not '\n'));
    }

    [Fact]
    public void Thresholds_are_learnt_from_a_folder_and_used()
    {
        Directory.CreateDirectory(_folder["benign/more"]);
        for (int i = 0; i < 24; i++) new VipsImageCodec().Encode(Scene.Landscape((ulong)i + 1).Render(new ImageSize(200 + i, 150)), _folder[i % 2 == 0 ? $"benign/{i}.png" : $"benign/more/{i}.png"]);
        _folder.Write("benign/notes.txt", [1, 2, 3]);
        string[] learn = ["detect", "--calibrate", _folder["benign"], "-o", _folder["thresholds.json"], "-s", "64", "--scaler", "opencv:nearest", "--format", "json"];
        JsonElement learnt = Json.Parse(ToolProcess.Run(learn).AssertDone().Output);
        Assert.Equal(["schema", "output", "images", "errors", "thresholds"], learnt.Keys());
        Assert.Equal((24, 0, 3), (learnt.GetProperty("images").GetInt32(), learnt.GetProperty("errors").GetInt32(), learnt.GetProperty("thresholds").GetInt32()));
        ToolResult run = ToolProcess.Run("detect", _folder["attack.png"], "--thresholds", _folder["thresholds.json"], "-s", "64", "--scaler", "opencv:nearest", "--format", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.True(Json.Parse(run.Output).GetProperty("items")[0].GetProperty("methods")[0].GetProperty("extrapolated").GetBoolean());
        ToolProcess.Run(learn).AssertRefused("exists already");

        _folder.Write("benign/broken.png", [1, 2, 3]);
        ToolResult partly = ToolProcess.Run([.. learn, "--force"]);
        Assert.Equal(2, partly.ExitCode);
        Assert.Contains("broken.png", Assert.Single(partly.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(1, Json.Parse(partly.Output).GetProperty("errors").GetInt32());
    }

    [Fact]
    public void An_attack_that_a_method_cannot_place_is_not_said_to_be_on_anything()
    {
        string all = _folder.Write("all.json", """{"schema":"downright/thresholds/1","date":"2026-01-01","images":1,"description":"","methods":[{"method":"csp","images":1,"levels":[{"false_positive_rate":0.01,"score":0,"low":0,"high":0}]}]}"""u8.ToArray());
        ToolResult run = ToolProcess.Run("detect", _folder["clean.png"], "--method", "csp", "--thresholds", all);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("?", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detect needs an image IN", "detect")]
    [InlineData("belong together", "detect", "--calibrate", ".")]
    [InlineData("there is no method 'magic'", "detect", "x.png", "--method", "magic")]
    [InlineData("--fpr is a number above 0 and below 1", "detect", "x.png", "--fpr", "1")]
    [InlineData("--thresholds: ", "detect", "x.png", "--thresholds", "nowhere.json")]
    public void Wrong_use_is_one_line(string message, params string[] arguments)
    {
        ToolResult run = ToolProcess.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}

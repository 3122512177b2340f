using System.Text.Json;
using Downright.Files;
using Downright.Tests.Files;
using Downright.Tests.Reports;

namespace Downright.Tests.Cli;

public sealed class VetTests : IDisposable
{
    private static readonly string[] Small = ["--source", "128", "-s", "64"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_name_is_judged_over_the_sweep_with_all_numbers()
    {
        ToolResult run = ToolProcess.Run("vet", "opencv:area", "pillow:linear", "--format", "json");
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
        JsonElement document = Json.Parse(run.Output);
        Assert.Equal(["schema", "items"], document.Keys());
        Assert.Equal("downright/vet/1", document.GetProperty("schema").GetString());
        JsonElement[] items = [.. document.GetProperty("items").EnumerateArray()];
        Assert.Equal(["scaler", "verdict", "verdict_where_both_shrink", "worst", "reasons", "safe_setting", "ratios", "node"], items[0].Keys());
        Assert.Equal("vulnerable", items[0].GetProperty("verdict").GetString());
        Assert.Equal("robust", items[0].GetProperty("verdict_where_both_shrink").GetString());
        Assert.Equal([63, 256], items[0].GetProperty("worst").GetProperty("source_size").Integers());
        Assert.Equal("robust", items[1].GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, items[1].GetProperty("safe_setting").ValueKind);
        Assert.Equal(10, items[1].GetProperty("ratios").GetArrayLength());
        Assert.Equal(
            ["source_size", "size", "verdict", "reasons", "considered_fraction", "concentration", "largest_weight", "energy", "energy_bound", "psnr_ceiling_db", "min_changed_fraction", "linearity_residual"],
            items[1].GetProperty("ratios")[0].Keys());
    }

    [Fact]
    public void The_table_says_why_and_what_would_be_safe()
    {
        ToolResult run = ToolProcess.Run(["vet", "torch:linear", "--source", "256", "--source", "512x400", "-s", "64"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("vulnerable", run.Output, StringComparison.Ordinal);
        Assert.Contains("torch:linear+antialias (antialias=True)", run.Output, StringComparison.Ordinal);
        Assert.Contains("512x400 to 64x64", run.Output, StringComparison.Ordinal);
        Assert.Contains("few pixels decide", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Fail_on_says_which_verdicts_are_findings()
    {
        // At twice the size the bound of OpenCV's cubic leaves room that a typical attack does not use.
        Assert.Equal(1, ToolProcess.Run(["vet", "opencv:cubic", .. Small, "-q"]).ExitCode);
        Assert.Equal(0, ToolProcess.Run(["vet", "opencv:cubic", .. Small, "-q", "--fail-on", "vulnerable"]).ExitCode);
        Assert.Equal(0, ToolProcess.Run(["vet", "pillow:cubic", .. Small, "-q"]).ExitCode);
    }

    [Fact]
    public void A_program_is_vetted_through_files_in_six_calls()
    {
        string log = _folder["calls"];
        string script = Script($"echo call >> {log}\n'{ToolProcess.Host}' '{ToolProcess.Assembly}' resize \"$1\" -o \"$2\" -s $3x$4 --prevention none --scaler opencv:nearest\n");
        ToolResult run = ToolProcess.Run(["vet", "--exec", $"/bin/sh '{script}' {{in}} {{out}} {{width}} {{height}}", "--source", "256x192", "-s", "64", "--format", "json"]);
        Assert.Equal("", run.Error);
        JsonElement item = Json.Parse(run.Output).GetProperty("items")[0];
        Assert.Equal("vulnerable", item.GetProperty("verdict").GetString());
        Assert.InRange(item.GetProperty("ratios")[0].GetProperty("energy_bound").GetDouble(), 0.08, 0.085);
        Assert.Equal(6, File.ReadAllLines(log).Length);
    }

    [Fact]
    public void A_program_that_fails_shows_its_exit_code_and_what_it_said()
    {
        string script = Script("echo 'no such\ncolour' >&2\nexit 3\n");
        ToolResult run = ToolProcess.Run(["vet", "--exec", $"/bin/sh {script} {{in}} {{out}}", .. Small]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("exit code 3: no such colour", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_hangs_is_ended()
    {
        string script = Script("sleep 60\n");
        ToolResult run = ToolProcess.Run(["vet", "--exec", $"/bin/sh {script} {{in}} {{out}}", .. Small, "--timeout", "0.5"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it hung at 128x128 to 64x64: the command took more than 0.5 s", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_writes_nothing_is_undetermined()
    {
        ToolResult run = ToolProcess.Run(["vet", "--shell", "--exec", "test -f {in} || echo {out}", .. Small]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("wrote no file {out}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_names_rule_level_and_fingerprint_of_each_scaler()
    {
        ToolResult run = ToolProcess.Run(["vet", "opencv:linear", "pillow:box", "--source", "256", "-s", "64", "--format", "sarif"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(SarifSchema.Violations(run.Output));
        JsonElement document = Json.Parse(run.Output);
        JsonElement sarif = document.GetProperty("runs")[0];
        JsonElement[] rules = [.. sarif.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        JsonElement[] results = [.. sarif.GetProperty("results").EnumerateArray()];
        Assert.Equal(["fail", "pass"], results.Select(r => r.GetProperty("kind").GetString()!));
        Assert.Equal(["error", "none"], results.Select(r => r.GetProperty("level").GetString()!));
        Assert.All(results, result =>
        {
            Assert.Equal(rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
            Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
            Assert.Equal(64, result.GetProperty("partialFingerprints").GetProperty("ruleAndIdentity/v1").GetString()!.Length);
        });
        Assert.Equal("opencv:linear", results[0].GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
    }

    [Fact]
    public void The_weights_are_drawn()
    {
        string file = _folder["weights.svg"];
        Assert.Equal(1, ToolProcess.Run(["vet", "opencv:cubic", "--source", "256", "-s", "64", "-q", "--plot", file]).ExitCode);
        System.Xml.Linq.XDocument drawing = System.Xml.Linq.XDocument.Load(file);
        Assert.Equal("svg", drawing.Root!.Name.LocalName);
        Assert.Contains(drawing.Descendants(), e => e.Value == "opencv:cubic");
        ToolProcess.Run(["vet", "opencv:cubic", .. Small, "--plot", file]).AssertRefused(file, "exists");
    }

    [Fact]
    public void Commands_that_cannot_be_carried_out_are_refused()
    {
        ToolProcess.Run("vet").AssertRefused("SCALER", "--exec");
        ToolProcess.Run("vet", "opencv:bilinear").AssertRefused("SCALER", "opencv has no algorithm 'bilinear'");
        ToolProcess.Run("vet", "opencv:area", "--source", "100").AssertRefused("--source needs --size");
        ToolProcess.Run("vet", "opencv:area", "-s", "1").AssertRefused("--size", "2x1");
        ToolProcess.Run("vet", "--exec", "convert a b").AssertRefused("--exec", "{in}");
        ToolProcess.Run("vet", "--exec", "no-such-program {in} {out}").AssertRefused("--exec", "no-such-program", "cannot be started");
        ToolProcess.Run("vet", "opencv:area", "pillow:box", "--plot", _folder["p.svg"]).AssertRefused("--plot", "one scaler");
        ToolProcess.Run("vet", "opencv:area", "--timeout", "0").AssertRefused("--timeout", "above 0");
    }

    [Theory]
    [InlineData("a {in} {out}", "a,IN,OUT")]
    [InlineData("'a b' \"{in}\" --o='{out}' ''", "a b,IN,--o=OUT,")]
    [InlineData("a {width}x{height}! {in} {out}", "a,3x4!,IN,OUT")]
    public void Commands_are_split_at_spaces_outside_quotes(string text, string expected) =>
        Assert.Equal(expected.Split(','), CommandLine.Parse(text, shell: false).Fill("IN", "OUT", new(3, 4)));

    private string Script(string text)
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "The scripts of these tests are for /bin/sh.");
        File.WriteAllText(_folder["script.sh"], text);
        return _folder["script.sh"];
    }
}

using System.Text.Json;
using Downright.Detection;
using Downright.Tests.Cli;
using Downright.Tests.Files;
using Downright.Tests.Reports;

namespace Downright.Tests.Scanning;

public sealed class ScanVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _scan;

    public ScanVerbTests()
    {
        Directory.CreateDirectory(_folder["data"]);
        for (int i = 0; i < 6; i++) _folder.Write($"data/{i}.png", DataSet.Image(200, i, side: 16));
        // A threshold that no image reaches, whatever thresholds come with the tool.
        string none = _folder.Write("none.json", Threshold(1));
        _scan = ["scan", _folder["data"], "-s", "8", "--scaler", "opencv:nearest", "--method", "down-and-up-mse", "-o", _folder["run"], "--thresholds", none];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_scan_reports_what_it_found_and_its_parts_become_a_table_lines_sarif_and_a_page()
    {
        _folder.Write("data/bad.jpg", [1, 2, 3]);
        _folder.Write("data/a.bmp", [1, 2, 3]);
        JsonElement report = Json.Parse(ToolProcess.Run([.. _scan, "--format", "json"]).AssertDone().Output);
        Assert.Equal(["schema", "run", "shards", "shards_of_run", "missing_shards", "images", "clean", "attack", "known", "error", "images_per_second", "passed_over"], report.Keys());
        Assert.Equal("downright/scan/1", report.GetProperty("schema").GetString());
        Assert.Equal((7, 1, 0), (report.GetProperty("images").GetInt32(), report.GetProperty("error").GetInt32(), report.GetProperty("missing_shards").GetInt32()));

        Assert.Equal(1, report.GetProperty("passed_over").GetProperty(".bmp").GetInt64());

        ToolProcess.Run("scan", "merge", _folder["run"]).AssertDone();
        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(Path.Combine(_folder["run"], "scan.parquet"))[^4..]);
        ToolProcess.Run("scan", "merge", _folder["run"], "--format", "sarif", "-o", _folder["out.sarif"]).AssertDone();
        Assert.Empty(SarifSchema.Violations(File.ReadAllText(_folder["out.sarif"])));
        ToolProcess.Run("scan", "report", _folder["run"]).AssertDone();
        Assert.Contains("opencv:nearest", File.ReadAllText(Path.Combine(_folder["run"], "report.html")), StringComparison.Ordinal);
        Assert.Contains("1 .bmp", File.ReadAllText(Path.Combine(_folder["run"], "report.html")), StringComparison.Ordinal);
        ToolProcess.Run("scan", "report", _folder["run"]).AssertRefused("exists already", "--force");

        // Without the sources a run goes on with what it began with; with other options it does not.
        ToolProcess.Run("scan", "-o", _folder["run"]).AssertDone();
        ToolProcess.Run([.. _scan[..3], "9", .. _scan[4..]]).AssertRefused("--size was 8, now 9");
        Assert.Equal(1, ToolProcess.Run("scan", "-o", _folder["run"], "--fail-on", "error").ExitCode);
    }

    [Fact]
    public void Where_everything_is_passed_over_it_is_said()
    {
        Directory.CreateDirectory(_folder["others"]);
        _folder.Write("others/a.avif", [1]);
        _folder.Write("others/b.tar.gz", [1]);
        ToolProcess.Run("scan", _folder["others"], "-o", _folder["run"]).AssertRefused("there are no images", "1 .avif, 1 .gz");
    }

    [Fact]
    public void Workers_share_the_shards_and_the_last_one_sees_the_run_done()
    {
        string[] plan = [.. _scan, "--shards", "3", "--format", "json"];
        Assert.Equal(2, Json.Parse(ToolProcess.Run([.. plan, "--shard", "1/2"]).AssertDone().Output).GetProperty("shards").GetInt32());
        var index = new Dictionary<string, string> { ["JOB_COMPLETION_INDEX"] = "1" };
        Assert.Equal(0, Json.Parse(ToolProcess.RunWith(index, plan).AssertDone().Output).GetProperty("missing_shards").GetInt32());
        ToolProcess.RunWith(new Dictionary<string, string> { ["SLURM_ARRAY_TASK_ID"] = "3" }, plan).AssertRefused("there is no shard 3", "3, numbered from 0");
    }

    [Fact]
    public void An_unfinished_run_is_not_merged_and_what_is_no_run_is_refused()
    {
        ToolProcess.Run([.. _scan, "--shards", "3", "--shard", "3/3", "--quiet"]).AssertDone();
        ToolProcess.Run("scan", "merge", _folder["run"]).AssertRefused("2 of 3 shards are not done yet");
        ToolProcess.Run("scan", "merge", _folder["data"]).AssertRefused("run.json is missing");
        ToolProcess.Run("scan", "-o", _folder["nowhere"]).AssertRefused("run.json is missing");
    }

    [Theory]
    [InlineData("--force starts anew", "-o", "run", "--force")]
    [InlineData("--move needs --quarantine", "data", "-o", "run", "--move")]
    [InlineData("--dry-run is for --slurm", "data", "-o", "run", "--dry-run")]
    [InlineData("leave --shard out", "data", "-o", "run", "--slurm", "--shard", "1/2")]
    [InlineData("one of several workers must not", "data", "-o", "run", "--force", "--shard", "1/2")]
    [InlineData("goes on with the options that it began with", "-o", "run", "-s", "8")]
    [InlineData("--shard is i/N", "data", "-o", "run", "--shard", "3/2")]
    [InlineData("there is no such file or folder", "nowhere", "-o", "run")]
    [InlineData("this baseline cannot be read", "data", "-o", "run", "--baseline", "nowhere")]
    public void What_cannot_be_meant_is_refused_and_leaves_nothing(string saying, params string[] arguments)
    {
        ToolProcess.Run(["scan", .. arguments.Select(a => a is "data" or "run" ? _folder[a] : a)]).AssertRefused(saying);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public void What_is_no_regular_file_is_an_error_and_is_never_opened()
    {
        foreach (string name in (string[])["a.jpg", "b.tar", "c.parquet"]) ToolProcess.MakePipe(_folder[$"data/{name}"]);
        File.CreateSymbolicLink(_folder["data/zero.jpg"], "/dev/zero");
        File.CreateSymbolicLink(_folder["data/zero.tar"], "/dev/zero");
        _folder.Write("data/empty.png", []);

        Assert.Equal(6, Json.Parse(ToolProcess.Run([.. _scan, "--format", "json"]).AssertDone().Output).GetProperty("error").GetInt32());
        ToolProcess.Run("scan", "merge", _folder["run"], "--format", "jsonl", "--quiet").AssertDone();
        JsonElement[] rows = [.. File.ReadLines(Path.Combine(_folder["run"], "scan.jsonl")).Select(Json.Parse)];
        Assert.Equal(
            ["a.jpg", "b.tar", "c.parquet", "zero.jpg", "zero.tar"],
            rows.Where(row => row.Keys().Contains("error") && row.GetProperty("error").GetString()!.Contains("no regular file", StringComparison.Ordinal)).Select(row => Path.GetFileName(row.GetProperty("input").GetString())));
        Assert.Contains(rows, row => row.GetProperty("input").GetString()!.EndsWith("empty.png", StringComparison.Ordinal) && row.GetProperty("error").GetString()!.Contains("empty", StringComparison.Ordinal));

        ToolProcess.Run("scan", _folder["data/0.png"], "-o", _folder["other"], "--baseline", _folder["data/a.jpg"]).AssertRefused("baseline", "no regular file");
        File.CreateSymbolicLink(_folder["list"], "/dev/zero");
        ToolProcess.Run("scan", _folder["list"], "-o", _folder["other"]).AssertRefused("list", "nor a list of paths");
    }

    [Fact]
    public void Findings_fail_a_run_unless_the_baseline_knows_them_and_go_into_quarantine()
    {
        // A threshold that every image reaches.
        string thresholds = _folder.Write("thresholds.json", Threshold(0));
        string[] scan = [.. _scan[..^1], thresholds, "--quiet"];

        Assert.Equal(1, ToolProcess.Run(scan).ExitCode);
        ToolProcess.Run([.. scan, "--fail-on", "none"]).AssertDone();
        ToolProcess.Run("scan", "merge", _folder["run"], "--format", "jsonl", "--findings", "-o", _folder["known.jsonl"], "--quiet").AssertDone();
        ToolProcess.Run([.. scan, "--baseline", _folder["known.jsonl"]]).AssertDone();

        // Findings of a run that is done can still be moved, and the same command then finds them gone, as it should.
        for (int time = 0; time < 2; time++)
        {
            Assert.Equal(1, ToolProcess.Run([.. scan, "--quarantine", _folder["q"], "--move"]).ExitCode);
            Assert.Equal(6, Directory.GetFiles(_folder["q"]).Length);
            Assert.Empty(Directory.GetFiles(_folder["data"]));
        }

        File.WriteAllBytes(thresholds, Threshold(0.5));
        ToolProcess.Run("scan", "-o", _folder["run"]).AssertRefused("thresholds was sha256:");
    }

    [Fact]
    public void Without_a_threshold_nothing_is_called_clean()
    {
        string[] scan = ["scan", _folder["data"], "-s", "8", "-o", _folder["run"], "--thresholds", _folder["none.json"]];
        ToolProcess.Run([.. scan, "--scaler", "opencv:nearest", "--method", "down-and-up-mse", "--fpr", "0.005"]).AssertRefused("no method can decide", "the lowest is 0.01", "--calibrate");
        ToolProcess.Run([.. scan, "--method", "down-and-up-mse"]).AssertRefused("the scaler is unknown");
        ToolProcess.Run([.. scan, "--method", "csp"]).AssertRefused("no threshold was calibrated");
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public void Whatever_is_wrong_with_a_run_is_said_in_a_line_that_names_it()
    {
        ToolProcess.Run([.. _scan, "--quiet"]).AssertDone();
        string json = Path.Combine(_folder["run"], "run.json"), whole = File.ReadAllText(json), part = Path.Combine(_folder["run"], "parts", "part-00000.jsonl");
        File.WriteAllText(json, whole.Replace("opencv:nearest", "opencv:nonsense", StringComparison.Ordinal));
        ToolProcess.Run("scan", "-o", _folder["run"]).AssertRefused("the options in run.json cannot be read", "opencv:nonsense");
        File.WriteAllText(json, whole[..whole.IndexOf("\"shards\"", StringComparison.Ordinal)] + "\"shards\": null }");
        ToolProcess.Run("scan", "-o", _folder["run"]).AssertRefused("this is no run of this version");
        File.WriteAllText(json, whole);

        string left = Path.Combine(_folder["run"], ".scan.parquet.abcdefgh.xyz"), other = Path.Combine(_folder["run"], ".scan.parquet.mine");
        File.WriteAllBytes(left, [1]);
        File.WriteAllBytes(other, [1]);
        File.AppendAllText(part, "{");
        ToolProcess.Run("scan", "merge", _folder["run"]).AssertRefused($"{part}: this part is broken");
        Assert.Equal((false, true), (File.Exists(left), File.Exists(other)));

        ToolProcess.Run("scan", _folder["data"], "-o", Path.Combine(json, "run")).AssertRefused("this folder cannot be made");
        ToolProcess.Run("scan", _folder["data"], "-o", _folder["other"], "--quarantine", json).AssertRefused("is a file");
        ToolProcess.Run("scan", "", "-o", _folder["other"]).AssertRefused("an argument is empty");
        ToolProcess.Run("resize", _folder["data/0.png"], "-o", "", "-s", "8").AssertRefused("an argument is empty");
    }

    [Fact]
    public void An_image_that_nothing_examined_says_why()
    {
        ToolProcess.Run("scan", _folder["data/0.png"], "-s", "16", "-o", _folder["run"], "--quiet").AssertDone();
        JsonElement row = Json.Parse(File.ReadAllText(Path.Combine(_folder["run"], "parts", "part-00000.jsonl")));
        Assert.Contains("has the target size 16x16 already", row.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_starts_anew_with_force()
    {
        ToolProcess.Run(_scan).AssertDone();
        ToolProcess.Run("scan", "merge", _folder["run"], "--quiet").AssertDone();
        ToolProcess.Run([.. _scan[..3], "9", .. _scan[4..], "--force", "--quiet"]).AssertDone();
        Assert.False(File.Exists(Path.Combine(_folder["run"], "scan.parquet")));
        Assert.Contains("\"9\"", File.ReadAllText(Path.Combine(_folder["run"], "run.json")), StringComparison.Ordinal);
    }

    private static byte[] Threshold(double score) =>
        new DetectionThresholds([new MethodThreshold { Method = "down-and-up-mse", Images = 1, Levels = [new ThresholdLevel(0.01, score, score, score)] }]).ToJson().ToArray();
}

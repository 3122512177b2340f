using System.Runtime.Versioning;
using System.Text.Json;
using Downright.Scanning.Slurm;
using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Scanning;

public sealed class SlurmTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(24, new[] { 0, 1, 2, 3 }, "0-3")]
    [InlineData(24, new[] { 5 }, "5")]
    [InlineData(24, new[] { 0, 2, 3, 4, 9, 23 }, "0,2-4,9,23")]
    // With more shards than tasks a task does every 1000th.
    [InlineData(2500, new[] { 3, 999, 1003, 2000 }, "0,3,999")]
    public void An_array_has_the_tasks_whose_shards_are_missing(int shards, int[] missing, string expected) =>
        Assert.Equal(expected, ArrayTasks.Of(shards, missing).ToString());

    [Fact]
    public void The_array_job_gives_each_task_its_part_and_comes_back_after_a_nodes_failure()
    {
        var job = new SlurmJob(["/opt/it's here/downright"], "/data/my run", 8, ["--partition=cpu"]);
        Assert.Equal(
            """
            #!/bin/sh
            #SBATCH --job-name=downright-scan
            #SBATCH --ntasks=1
            #SBATCH --array=0-1,7
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --cpus-per-task=8
            #SBATCH --output="/data/my run/logs/%a.log"
            #SBATCH --partition=cpu
            exec '/opt/it'\''s here/downright' scan -o '/data/my run' --shard $((SLURM_ARRAY_TASK_ID + 1))/8 --jobs 8 --fail-on none --quiet

            """.ReplaceLineEndings("\n"),
            job.ArrayScript(new ArrayTasks(8, [0, 1, 7])));
        Assert.Contains("scan -o '/data/my run' --slurm --slurm-attempts 2 --jobs 8 --slurm-option --partition=cpu", job.FollowUpScript(2), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_prints_the_job_and_scans_nothing()
    {
        for (int i = 0; i < 30; i++) _folder.Write($"{i:00}.png", DataSet.Image(200, i));

        ToolResult result = ToolProcess.Run("scan", _folder.Path, "-s", "6", "--scaler", "opencv:nearest", "-o", _folder["run"], "--slurm", "--dry-run", "--shards", "24", "--jobs", "2").AssertDone();
        Assert.Contains("#SBATCH --array=0-23\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("downright-scan-again", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder["run"], "parts")));
    }

    [Fact]
    public void A_job_is_reported_as_json_where_that_is_asked_for()
    {
        _folder.Write("a.png", DataSet.Image(200));
        JsonElement report = Json.Parse(ToolProcess.Run("scan", _folder.Path, "-s", "6", "-o", _folder["run"], "--slurm", "--dry-run", "--shards", "1", "--format", "json").AssertDone().Output);
        Assert.Equal(["schema", "run", "shards_of_run", "missing_shards", "job", "scripts"], report.Keys());
        Assert.Equal(2, report.GetProperty("scripts").GetArrayLength());
        Assert.StartsWith("#!/bin/sh\n", report.GetProperty("scripts")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_for_the_cluster_is_one_line() =>
        ToolProcess.Run("scan", _folder.Path, "-o", _folder["run"], "--slurm", "--dry-run", "--slurm-option", "--partition=a\ntouch /tmp/x").AssertRefused("--slurm-option is one line");

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_refusal_is_told_with_its_reason_also_where_the_job_is_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs a program that stands in for sbatch.");
        string sbatch = _folder.Write("sbatch", "#!/bin/sh\nexec <&-\necho 'sbatch: error: no configuration' >&2\nexit 1\n"u8.ToArray());
        File.SetUnixFileMode(sbatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Write("a.png", DataSet.Image(200));
        // A job of more bytes than a pipe holds meets the end of whoever does not read it.
        string[] options = [.. Enumerable.Repeat(0, 20).SelectMany(_ => new[] { "--slurm-option", $"--comment={new string('x', 9000)}" })];
        var path = new Dictionary<string, string> { ["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}" };
        ToolProcess.RunWith(path, ["scan", _folder.Path, "-s", "6", "-o", _folder["run"], "--slurm", "--shards", "1", .. options]).AssertRefused("sbatch refused the job: sbatch: error: no configuration");
    }

    [Fact]
    public void Without_a_wish_shards_are_sized_by_the_time_they_take()
    {
        for (int i = 0; i < 30; i++) _folder.Write($"{i:00}.png", DataSet.Image(200, i));

        // Thirty tiny images take far less than five minutes, and far more than six microseconds.
        string[] command = ["scan", _folder.Path, "-s", "6", "--scaler", "opencv:nearest", "--slurm", "--dry-run", "--jobs", "1", "-o"];
        Assert.Contains("--array=0\n", ToolProcess.Run([.. command, _folder["long"]]).AssertDone().Output, StringComparison.Ordinal);
        Assert.Contains("--array=0-29\n", ToolProcess.Run([.. command, _folder["short"], "--shard-minutes", "0.0000001"]).AssertDone().Output, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Evaluation;

/// <summary>The evaluation on rendered pictures, as anybody can run it.</summary>
public sealed class DemoTests
{
    private static readonly string[] Small = ["--size", "32", "--pairs", "1", "--jobs", "2", "--only", "nonadaptive", "area", "selective-source", "prevention", "recovery", "runtime"];

    [Fact]
    public void The_demo_needs_no_photos_and_no_model_and_writes_the_report()
    {
        using var folder = new TemporaryFolder();
        string output = folder["out"];

        ToolResult result = ToolProcess.Run(["evaluate", "demo", "-o", output, "--quiet", .. Small]).AssertDone();

        Assert.Equal("", result.Output);
        Assert.Equal(["records", "report.html", "run.json", "summary.md"], [.. Directory.EnumerateFileSystemEntries(output).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)]);
        string report = File.ReadAllText(Path.Combine(output, "report.html"));
        foreach (string figure in (string[])["Figure 12", "Figure 14a", "Figure 14b", "Figure 15", "Figure 16", "Figure 20", "Figure 21"])
            Assert.Contains(figure, report, StringComparison.Ordinal);
        Assert.Contains("| Figure 12 | O1 without a defence, opencv:nearest | 100 % | 100.0 [100.0, 100.0] % |", File.ReadAllText(Path.Combine(output, "summary.md")), StringComparison.Ordinal);
        Assert.All(Records(output, "nonadaptive").Where(r => (string)r["scaler"]! != "pillow:linear"), r => Assert.True((bool)r["o1"]!, r.ToJsonString()));
    }

    [Fact]
    public void Killed_and_resumed_the_run_gives_the_same_records()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["area", "prevention", "recovery"];
        string[] options = ["--size", "32", "--pairs", "2", "--jobs", "2", "--quiet", "--no-pictures", "--only", .. names];
        ToolProcess.Run(["evaluate", "demo", "-o", folder["whole"], .. options]).AssertDone();

        string first = Path.Combine(folder["killed"], "records", "prevention.partial.jsonl");
        ToolProcess.RunningTool running = ToolProcess.Start(ToolProcess.Host, [ToolProcess.Assembly, "evaluate", "demo", "-o", folder["killed"], .. options]);
        SpinWait.SpinUntil(() => running.Process.HasExited || (File.Exists(first) && new FileInfo(first).Length > 0), TimeSpan.FromSeconds(40));
        running.Process.Kill(entireProcessTree: true);
        running.Process.WaitForExit();
        Assert.True(File.Exists(first), "The run was killed before it had a record, or never began.");
        File.AppendAllText(first, "{\"key\":\"cut sh");
        ToolProcess.Run(["evaluate", "demo", "-o", folder["killed"], .. options]).AssertDone();

        foreach (string name in names)
            Assert.Equal(Records(folder["whole"], name).Select(r => r.ToJsonString()), Records(folder["killed"], name).Select(r => r.ToJsonString()));
    }

    [Fact]
    public void A_run_that_another_program_works_on_is_refused()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["evaluate", "demo", "-o", folder["out"], "--size", "24", "--pairs", "1", "--quiet", "--no-pictures", "--only", "area"];
        ToolProcess.Run(arguments).AssertDone();
        using var other = new FileStream(folder["out/.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        ToolProcess.Run(arguments).AssertRefused("another program is working on the run");
    }

    [Fact]
    public void A_folder_with_another_run_is_refused_with_the_first_difference()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["-o", folder["out"], "--size", "32", "--quiet", "--no-pictures", "--only", "area"];
        ToolProcess.Run(["evaluate", "demo", .. options, "--pairs", "1"]).AssertDone();

        ToolProcess.Run(["evaluate", "demo", .. options, "--pairs", "2"]).AssertRefused("another number of pairs (2, not 1)", "--force");
        ToolProcess.Run(["evaluate", "demo", .. options, "--pairs", "1", "--seed", "7"]).AssertRefused("another seed (7, not 1)");
        ToolProcess.Run(["evaluate", "demo", .. options, "--pairs", "2", "--force"]).AssertDone();
    }

    private static IReadOnlyList<JsonObject> Records(string output, string experiment) =>
        [.. File.ReadLines(Path.Combine(output, "records", $"{experiment}.jsonl")).Select(line => JsonSerializer.Deserialize<JsonObject>(line)!["record"]!.AsObject())];
}

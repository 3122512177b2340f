extern alias evaluation;

using System.Text.Json;
using System.Text.Json.Nodes;
using Downright.Tests.Cli;
using Downright.Tests.Files;
using evaluation::Downright.Evaluation.Experiments;

namespace Downright.Tests.Evaluation;

/// <summary>The evaluation on rendered pictures, as anybody can run it.</summary>
[Collection(SharedDemo.Name)]
public sealed class DemoTests(DemoRun demo)
{
    [Fact]
    public void The_demo_needs_no_photos_and_no_model_and_writes_the_report()
    {
        string output = demo.Output;

        Assert.Equal("", demo.Result.AssertDone().Output);
        Assert.Equal(ExperimentList.All.Select(e => $"{e.Name}.jsonl").Order(StringComparer.Ordinal), Directory.EnumerateFiles(Path.Combine(output, "records")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.All(ExperimentList.All, e => Assert.NotEmpty(Records(output, e.Name)));
        Assert.Equal(["records", "report.html", "run.json", "summary.md"], [.. Directory.EnumerateFileSystemEntries(output).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)]);
        string report = File.ReadAllText(Path.Combine(output, "report.html"));
        foreach (string figure in (string[])["Figure 12", "Figure 14a", "Figure 14b", "Figure 15", "Figure 16", "Figure 17", "Figure 20", "Figure 21", "Figure 22", "Figure 23"])
            Assert.Contains(figure, report, StringComparison.Ordinal);
        Assert.Contains("| Figure 12 | O1 without a defence, opencv:nearest | 100 % | 100.0 [", File.ReadAllText(Path.Combine(output, "summary.md")), StringComparison.Ordinal);
        Assert.All(Records(output, "nonadaptive").Where(r => (string)r["scaler"]! != "pillow:linear"), r => Assert.True((bool)r["o1"]!, r.ToJsonString()));
    }

    [Fact]
    public void Adaptive_detection_and_restricted_records_hold_what_they_ask_for()
    {
        JsonObject[] adaptive = [.. Records(demo.Output, "adaptive")], detection = [.. Records(demo.Output, "detection")], restricted = [.. Records(demo.Output, "restricted")];

        Assert.Equal(["joint", "negative-lobe", "window"], adaptive.Select(r => (string)r["strategy"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Combinations.Vulnerable.Order(StringComparer.Ordinal), adaptive.Select(r => (string)r["scaler"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.All(adaptive.Where(r => (double)r["delta"]! == 1 && (string)r["strategy"]! == "window" && (string)r["filter"]! == "median" && ((string)r["scaler"]!).EndsWith(":nearest", StringComparison.Ordinal)), r => Assert.True((bool)r["o1"]!, r.ToJsonString()));
        Assert.All(detection, r => Assert.True((double)r["attack"]!["operator-residual"]! > (double)r["benign"]!["operator-residual"]!, r.ToJsonString()));
        Assert.Equal([true, false], restricted.Select(r => (bool)r["is_restricted"]!).Distinct());
    }

    [Fact]
    public void Sources_and_targets_show_different_scenes()
    {
        JsonObject run = JsonNode.Parse(File.ReadAllText(Path.Combine(demo.Output, "run.json")))!.AsObject();
        string[] scenes = [.. run["photos"]!.AsArray().Select(photo => ((string)photo!["name"]!)[..^2])];
        Assert.All(run["pairs"]!.AsArray(), pair => Assert.NotEqual(scenes[(int)pair!["source"]!], scenes[(int)pair["target"]!]));
        Assert.Equal(scenes.Distinct().Order(StringComparer.Ordinal), run["photos"]!.AsArray().Select(photo => (string)photo!["label"]!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_report_of_other_sizes_and_without_a_model_claims_neither()
    {
        string summary = File.ReadAllText(Path.Combine(demo.Output, "summary.md"));
        Assert.DoesNotContain("At 24x24 alone, the published size", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("hundred nearest", summary, StringComparison.Ordinal);
        string[] recovered = [.. summary.Split('\n').Where(line => line.StartsWith("- Table 4", StringComparison.Ordinal))];
        Assert.NotEmpty(recovered);
        Assert.All(recovered, line =>
        {
            Assert.Contains("The published size, 224x224, is none of this scaler's here (24x24).", line, StringComparison.Ordinal);
            Assert.Contains("instance matcher here, VGG19 in the paper", line, StringComparison.Ordinal);
            if (line.Contains(" above the published ", StringComparison.Ordinal)) Assert.DoesNotContain("noise", line, StringComparison.Ordinal);
        });
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

using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Evaluation;

/// <summary>The committed reproduction of the paper.</summary>
public sealed class ReproductionTests
{
    private static readonly string Results = Repository.PathOf("eval", "results");

    [Fact]
    public void The_committed_report_and_page_are_what_the_committed_records_say()
    {
        using var folder = new TemporaryFolder();
        string run = Directory.CreateDirectory(folder["run"]).FullName, records = Directory.CreateDirectory(folder["run/records"]).FullName;
        File.Copy(Path.Combine(Results, "run.json"), Path.Combine(run, "run.json"));
        foreach (string file in Directory.GetFiles(Path.Combine(Results, "records"))) File.Copy(file, Path.Combine(records, Path.GetFileName(file)));

        ToolProcess.Run("evaluate", "summary", "--from", run, "--markdown", folder["summary.md"]).AssertDone();

        Assert.Equal(File.ReadAllText(Repository.PathOf("docs", "reproduction.md")).ReplaceLineEndings("\n"), File.ReadAllText(folder["summary.md"]));
        Assert.Equal(File.ReadAllText(Path.Combine(Results, "report.html")).ReplaceLineEndings("\n"), File.ReadAllText(Path.Combine(run, "report.html")));
    }

    [Fact]
    public void No_photo_is_among_the_committed_results() =>
        Assert.DoesNotContain("data:image", File.ReadAllText(Path.Combine(Results, "report.html")), StringComparison.Ordinal);
}

using System.Runtime.Versioning;
using Downright.Files;
using Downright.Scenes;
using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Scanning;

[UnsupportedOSPlatform("windows")]
public sealed class SlurmClusterTests : IDisposable
{
    private const int Images = 96;
    private const int Shards = 24;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cluster_that_loses_a_node_and_a_task_scans_every_image_exactly_once()
    {
        File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var cluster = new SlurmCluster(Directory.CreateDirectory(_folder["cluster"]).FullName, coresOfNode: 2);
        string data = Directory.CreateDirectory(_folder["data"]).FullName;
        var codec = new VipsImageCodec();

        // Large enough that tasks take longer than it takes to see them run.
        for (int i = 0; i < Images; i++)
        {
            string file = Path.Combine(data, $"{i:00}.jpg");
            if (i < Scene.Names.Count) codec.Encode(Scene.Create(Scene.Names[i], 1).Render(new ImageSize(1600, 1200)), file);
            else File.Copy(Path.Combine(data, $"{i % Scene.Names.Count:00}.jpg"), file);
        }

        ToolResult submitted = ToolProcess.RunWith(cluster.EnvironmentVariables, "scan", data, "-s", "40x30", "--scaler", "opencv:linear", "--method", "down-and-up-ssim", "-o", _folder["run"], "--slurm", "--shards", $"{Shards}", "--jobs", "1").AssertDone();
        string job = submitted.Output.Split(' ')[1];
        string parts = Path.Combine(_folder["run"], "parts");

        // One task is taken out of the queue: no node fails, so nothing but the follow-up brings it back.
        cluster.Wait("a task to be taken out", () => cluster.Ask("scancel", $"{job}_{Shards - 1}").Length == 0);
        int lost = 0;
        cluster.Wait("the second node to take tasks with it", () => Directory.GetFiles(parts, "part-*").Length > 0 && (lost = cluster.PowerOff("n2")) > 0);
        cluster.Wait("the queue to empty", () => cluster.Ask("squeue", "-h").Trim().Length == 0);

        Assert.InRange(lost, 1, 2);
        // A node that came back has no reason any more; its state alone would say mixed for as long as the core of a lost task counts as taken.
        Assert.Equal("power", cluster.Ask("sinfo", "-h", "-n", "n2", "-o", "%E").Trim());
        Assert.Equal(0, ToolProcess.Run("scan", "merge", _folder["run"], "--format", "jsonl").ExitCode);
        string[] inputs = [.. File.ReadLines(Path.Combine(_folder["run"], "scan.jsonl")).Select(line => Json.Parse(line).GetProperty("input").GetString()!)];
        Assert.Equal(Enumerable.Range(0, Images).Select(i => Path.Combine(data, $"{i:00}.jpg")), inputs);
        Assert.Equal(Shards, Directory.GetFiles(parts, "part-*").Length);
    }
}

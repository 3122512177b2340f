using CsCheck;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Plans;
using Downright.Scanning.Sources;
using Downright.Tests.Files;

namespace Downright.Tests.Scanning;

public sealed class PlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PlanTests()
    {
        for (int i = 0; i < 10; i++) _folder.Write($"{i}.png", DataSet.Image(255, i));
    }

    public void Dispose() => _folder.Dispose();

    private RunFolder Run => new(_folder["run"]);

    [Fact]
    public void Shards_hold_every_input_once_in_order_whatever_the_weights() =>
        Gen.Select(Gen.Long[1, 5000].Array[1, 60], Gen.Int[1, 20], Gen.Int[0, 3000]).Sample((weights, shards, images) =>
        {
            var inputs = weights.Select((weight, i) => (Offset: i * 10L, new ScanInput($"{i}", InputKind.Tar, weight))).ToArray();
            IReadOnlyList<IReadOnlyList<long>> cut = ShardCutter.Cut(inputs, weights.Sum(), images + 1, images == 0 ? shards : null);

            var filled = cut.Where(shard => shard[1] > 0).ToArray();
            long next = 0;
            foreach (IReadOnlyList<long> shard in filled)
            {
                Assert.Equal(next * 10, shard[0]);
                Assert.Equal(weights.Skip((int)next).Take((int)shard[1]).Sum(), shard[2]);
                next += shard[1];
            }

            Assert.Equal(weights.Length, next);
            if (images == 0) Assert.Equal(shards, cut.Count);
            else Assert.InRange(cut.Count, 1, Math.Min(10_000, weights.Length));
        });

    [Fact]
    public void A_billion_images_make_a_bounded_number_of_shards()
    {
        // Archives of ten thousand images, of which only the list is looked at.
        var inputs = Enumerable.Range(0, 100_000).Select(i => (Offset: i * 30L, new ScanInput("s.tar", InputKind.Tar, 10_000)));
        Assert.Equal(10_000, ShardCutter.Cut(inputs, 1_000_000_000, ShardCutter.UsualImages, null).Count);
    }

    [Fact]
    public void The_same_request_goes_on_with_the_same_plan()
    {
        RunManifest first = DataSet.Plan(Run, _folder.Path, ["."], shards: 4);
        RunManifest again = DataSet.Plan(Run, _folder.Path, ["."]);

        Assert.Equal(10, again.Inputs);
        Assert.Equal(4, again.Shards.Count);
        Assert.Equal(first.InputsSha256, again.InputsSha256);
        Assert.Equal(["parts", "run.json"], Directory.EnumerateFileSystemEntries(_folder["run"]).Select(p => Path.GetFileName(p)!).Where(n => !n.StartsWith("inputs-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Another_request_is_refused_by_the_first_difference()
    {
        DataSet.Plan(Run, _folder.Path, ["."], shards: 4);
        ScanRequest same = DataSet.Request(_folder.Path, ["."]);

        Refused(same with { Options = new Dictionary<string, IReadOnlyList<string>> { ["--size"] = ["8"] } }, "--size was 6, now 8");
        Refused(same with { Options = new Dictionary<string, IReadOnlyList<string>>() }, "--size was 6, now not given");
        Refused(same with { Options = new Dictionary<string, IReadOnlyList<string>> { ["--size"] = ["6"], ["--no-orient"] = [] } }, "--no-orient was not given, now");
        Refused(same with { Versions = new Dictionary<string, string> { ["downright"] = "1.2.4" } }, "downright was 1.2.3, now 1.2.4");
        Refused(same with { Shards = 5 }, "--shards was 4, now 5");
    }

    [Fact]
    public void Other_inputs_are_refused_by_the_first_difference()
    {
        DataSet.Plan(Run, _folder.Path, ["."]);
        File.Move(_folder["5.png"], _folder["5b.png"]);
        Refused(DataSet.Request(_folder.Path, ["."]), "an input was ./5.png, now ./5b.png");
        File.Delete(_folder["5b.png"]);
        Refused(DataSet.Request(_folder.Path, ["."]), "an input was ./5.png, now ./6.png");
        File.WriteAllBytes(_folder["5.png"], []);
        File.Delete(_folder["9.png"]);
        Refused(DataSet.Request(_folder.Path, ["."]), "an input was ./9.png, now absent");
    }

    [Fact]
    public void Inputs_that_were_moved_away_may_be_missing_where_that_is_expected()
    {
        DataSet.Plan(Run, _folder.Path, ["."]);
        File.Delete(_folder["0.png"]);
        File.Delete(_folder["9.png"]);
        ScanPlan.Open(Run, DataSet.Request(_folder.Path, ["."]) with { MayMiss = true }, Listing());
        File.WriteAllBytes(_folder["8b.png"], []);
        Assert.Contains("8b.png", Assert.Throws<ScanException>(() => ScanPlan.Open(Run, DataSet.Request(_folder.Path, ["."]) with { MayMiss = true }, Listing())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Workers_that_plan_at_the_same_time_agree()
    {
        var manifests = new RunManifest[8];
        Parallel.For(0, manifests.Length, new ParallelOptions { MaxDegreeOfParallelism = manifests.Length }, i => manifests[i] = DataSet.Plan(Run, _folder.Path, ["."], shards: 5));

        Assert.Single(manifests.Select(m => m.InputsSha256).Distinct());
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder["run"]).Length);
    }

    [Fact]
    public void Sources_without_images_are_refused_and_leave_nothing()
    {
        string empty = Directory.CreateDirectory(_folder["empty"]).FullName;
        var inner = new RunFolder(_folder["new/run"]);
        Assert.Throws<ScanException>(() => DataSet.Plan(inner, _folder.Path, [empty]));
        Assert.Throws<ImageFileException>(() => DataSet.Plan(inner, _folder.Path, [".", "nowhere"]));
        Assert.False(Directory.Exists(_folder["new"]));

        Directory.CreateDirectory(_folder["run"]);
        _folder.Write("run/mine.txt", []);
        Assert.Throws<ImageFileException>(() => DataSet.Plan(Run, _folder.Path, ["0.png", "nowhere"]));
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(_folder["run"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Starting_anew_with_sources_that_are_missing_keeps_the_run()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["."]);
        DataSet.Do(Run, manifest);
        string[] before = Directory.GetFileSystemEntries(_folder["run"]);
        Assert.Throws<ImageFileException>(() => ScanPlan.Open(Run, DataSet.Request(_folder.Path, ["nowhere"]) with { Anew = true }, new SourceListing(_folder.Path, TextReader.Null).Inputs(["nowhere"])));
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder["run"]));
        Assert.Empty(Run.Missing(Run.Require()));
    }

    [Fact]
    public void Parts_without_their_run_are_never_taken_for_those_of_another()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["."]);
        DataSet.Do(Run, manifest);
        File.Delete(Path.Combine(_folder["run"], "run.json"));

        Assert.Contains("--force", Assert.Throws<ScanException>(() => DataSet.Plan(Run, _folder.Path, ["."])).Message, StringComparison.Ordinal);
        Run.Clear();
        Assert.Single(Run.Missing(DataSet.Plan(Run, _folder.Path, ["."])));
    }

    [Fact]
    public void Starting_anew_removes_the_run_and_nothing_else()
    {
        DataSet.Do(Run, DataSet.Plan(Run, _folder.Path, ["."]));
        File.WriteAllText(Path.Combine(_folder["run"], "mine.txt"), "");
        File.WriteAllText(Path.Combine(_folder["run"], "parts", "mine.txt"), "");
        Run.Clear();
        Assert.Equal(["mine.txt", "mine.txt"], Directory.GetFiles(_folder["run"], "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("1/3", 7, "0,3,6")]
    [InlineData("3/3", 7, "2,5")]
    [InlineData("9/9", 7, "")]
    [InlineData("1/1", 3, "0,1,2")]
    public void A_worker_takes_every_nth_shard(string choice, int shards, string expected)
    {
        Assert.True(ShardChoice.TryParse(choice, out ShardChoice parsed));
        Assert.Equal(expected, string.Join(',', parsed.Take(shards)));
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("-1/3")]
    [InlineData("1")]
    [InlineData("1/3/5")]
    [InlineData(" 1/3")]
    public void A_worker_that_cannot_be_is_refused(string choice) => Assert.False(ShardChoice.TryParse(choice, out _));

    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID")]
    [InlineData("JOB_COMPLETION_INDEX")]
    public void An_array_job_gives_the_number_of_its_shard(string variable)
    {
        ShardChoice choice = ShardChoice.Ambient(name => name == variable ? "4" : null)!;
        Assert.Equal([4], choice.Take(5));
        Assert.Contains("there is no shard 4", Assert.Throws<ScanException>(() => choice.Take(4)).Message, StringComparison.Ordinal);
        Assert.Null(ShardChoice.Ambient(_ => null));
        Assert.Throws<ScanException>(() => ShardChoice.Ambient(_ => "four"));
    }

    private IEnumerable<ScanInput> Listing() => new SourceListing(_folder.Path, TextReader.Null, _folder["run"]).Inputs(["."]);

    private void Refused(ScanRequest request, string saying) =>
        Assert.Contains(saying, Assert.Throws<ScanException>(() => ScanPlan.Open(Run, request, Listing())).Message, StringComparison.Ordinal);
}

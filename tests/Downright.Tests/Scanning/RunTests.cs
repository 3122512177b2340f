using Downright.Detection;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;
using Downright.Scanning.Runs;
using Downright.Scanning.Sources;
using Downright.Tests.Detection;
using Downright.Tests.Files;

namespace Downright.Tests.Scanning;

public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunTests()
    {
        Directory.CreateDirectory(_folder["data"]);
        for (int i = 0; i < 40; i++) _folder.Write($"data/{i:00}.png", DataSet.Image((byte)(i * 6), i));
    }

    public void Dispose() => _folder.Dispose();

    private RunFolder Run => new(_folder["run"]);

    [Fact]
    public void Rows_stand_in_the_order_of_the_inputs_however_long_each_takes()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"], shards: 3);
        DataSet.Do(Run, manifest, (image, cancellation) =>
        {
            Thread.Sleep(image.Pixels.Span[4] % 8);
            return DataSet.Detect(image, cancellation);
        });

        ScanRow[] rows = [.. PartFile.Rows(Run, manifest)];
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"data/{i:00}.png"), rows.Select(row => row.Input));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i * 6 < 26 ? "attack" : "clean"), rows.Select(row => row.Verdict));
        Assert.All(rows, row => Assert.Equal((12, 12, "opencv:nearest"), (row.Width, row.Height, row.EstimatedScaler)));
        Assert.All(rows, row => Assert.Equal(row.Verdict == "attack", row.Sha256 is not null));
    }

    [Fact]
    public void The_rows_do_not_depend_on_the_number_of_jobs()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"], shards: 3);
        DataSet.Do(Run, manifest, jobs: 1);
        string[] alone = [.. Enumerable.Range(0, 3).Select(shard => File.ReadAllText(Run.PartPath(shard)))];
        Run.Clear();
        DataSet.Do(Run, DataSet.Plan(Run, _folder.Path, ["data"], shards: 3), jobs: 16);
        Assert.Equal(alone, Enumerable.Range(0, 3).Select(shard => File.ReadAllText(Run.PartPath(shard))));
    }

    [Fact]
    public void A_detector_that_fails_at_an_image_costs_that_image_alone()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"]);
        DataSet.Do(Run, manifest, (image, cancellation) => image.Pixels.Span[0] == 60 ? throw new InvalidOperationException("no\nway") : DataSet.Detect(image, cancellation));

        ScanRow bad = Assert.Single(PartFile.Rows(Run, manifest), row => row.Verdict == "error");
        Assert.Equal(("data/10.png", "no way"), (bad.Input, bad.Error));
    }

    [Fact]
    public void Colours_hidden_under_transparency_are_named_and_the_detector_sees_the_background()
    {
        PixelImage<byte> image = TestPixels.Noise(16, 16, PixelFormat.Rgb, 1);
        _folder.Write("data/99.png", new VipsImageCodec().EncodePng(HiddenColoursTests.WithAlpha(image, (_, _) => 0)));
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data/99.png", "data/00.png"]);
        DataSet.Do(Run, manifest);

        Assert.Equal([("clean", "hidden-colours"), ("attack", "first-pixel")], PartFile.Rows(Run, manifest).Select(row => (row.Verdict, row.Methods)));
    }

    [Fact]
    public void A_detector_that_needs_no_colours_gets_grey_and_hidden_colours_are_named_all_the_same()
    {
        PixelImage<byte> image = TestPixels.Noise(16, 16, PixelFormat.Rgb, 1);
        _folder.Write("data/99.png", new VipsImageCodec().EncodePng(HiddenColoursTests.WithAlpha(image, (_, _) => 0)));
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data/99.png", "data/00.png"]);
        PixelFormat[] seen = new PixelFormat[2];
        using var scan = new ShardScan(
            new(manifest.Folder, null),
            new ImageScreen(new VipsImageCodec(), new DecodeOptions(), (pixels, cancellation) =>
            {
                seen[pixels.Width == 16 ? 0 : 1] = pixels.Format;
                return DataSet.Detect(pixels, cancellation);
            }, colours: false),
            jobs: 1);
        new ScanRun(Run, manifest, scan).Run([0], _ => { }, (_, _) => { });

        Assert.Equal([PixelFormat.Gray, PixelFormat.Gray], seen);
        Assert.Equal([("clean", "hidden-colours"), ("attack", "first-pixel")], PartFile.Rows(Run, manifest).Select(row => (row.Verdict, row.Methods)));
    }

    [Fact]
    public void A_part_that_is_there_is_never_done_again()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"], shards: 4);
        DataSet.Do(Run, manifest, shards: [1, 3]);
        Assert.Equal([0, 2], Run.Missing(manifest));
        DataSet.Do(Run, manifest, (image, cancellation) => DataSet.Detect(image, cancellation) with { Score = 0.5, Verdict = DetectionVerdict.Clean });

        Assert.Equal([true, false, true, false], Enumerable.Range(0, 4).Select(shard => PartFile.Rows(Run, manifest, manifest.Shard(shard)).All(row => row.Score == 0.5)));
    }

    [Fact]
    public void Workers_that_do_the_same_shard_leave_one_part()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"], shards: 2);
        using var together = new Barrier(4);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            together.SignalAndWait();
            DataSet.Do(Run, manifest);
        });

        Assert.Equal(40, PartFile.Rows(Run, manifest).Select(row => row.Input).Distinct().Count());
        Assert.Equal(["part-00000.jsonl", "part-00001.jsonl"], Directory.GetFiles(Path.Combine(_folder["run"], "parts")).Select(p => Path.GetFileName(p)!).Order());
    }

    [Fact]
    public void A_cancelled_run_leaves_whole_parts_and_nothing_else()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"], shards: 4);
        using var stop = new CancellationTokenSource();
        using var scan = new ShardScan(new(_folder.Path, null), new ImageScreen(new Downright.Files.VipsImageCodec(), new(), (image, cancellation) =>
        {
            // The second shard may be done by then; the third is begun after the first is done, and so never done.
            if (Run.IsDone(0)) stop.Cancel();
            cancellation.ThrowIfCancellationRequested();
            return DataSet.Detect(image, cancellation);
        }), 2);
        Assert.ThrowsAny<OperationCanceledException>(() => new ScanRun(Run, manifest, scan).Run([0, 1, 2, 3], _ => { }, (_, _) => { }, stop.Token));

        string[] parts = [.. Directory.GetFiles(Path.Combine(_folder["run"], "parts")).Select(p => Path.GetFileName(p)!).Order()];
        Assert.InRange(parts.Length, 1, 2);
        for (int shard = 0; shard < parts.Length; shard++)
        {
            Assert.Equal($"part-0000{shard}.jsonl", parts[shard]);
            Assert.Equal(10, PartFile.Rows(Run, manifest, manifest.Shard(shard)).Count());
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("doubled")]
    [InlineData("elsewhere")]
    [InlineData("short")]
    public void A_part_that_was_tampered_with_is_not_merged(string how)
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"], shards: 2);
        DataSet.Do(Run, manifest);
        string part = Run.PartPath(1);
        string[] lines = File.ReadAllLines(part);
        File.WriteAllText(part, how switch
        {
            "cut" => File.ReadAllText(part)[..^5],
            "doubled" => string.Join('\n', [.. lines[..3], .. lines[2..]]) + "\n",
            "elsewhere" => File.ReadAllText(Run.PartPath(0)),
            _ => string.Join('\n', lines[..^1]) + "\n",
        });

        string message = Assert.Throws<ScanException>(() => PartFile.Rows(Run, manifest).Count()).Message;
        Assert.StartsWith($"{part}: this part is broken", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_without_an_input_are_done_too()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data/00.png", "data/01.png"], shards: 5);
        DataSet.Do(Run, manifest);
        Assert.Equal(["data/00.png", "data/01.png"], PartFile.Rows(Run, manifest).Select(row => row.Input));
        Assert.Equal(5, Directory.GetFiles(Path.Combine(_folder["run"], "parts")).Length);
    }

    [Fact]
    public void Merging_says_what_is_missing()
    {
        RunManifest manifest = DataSet.Plan(Run, _folder.Path, ["data"], shards: 5);
        DataSet.Do(Run, manifest, shards: [0, 4]);
        Assert.Contains("3 of 5 shards are not done yet (the first is 1)", Assert.Throws<ScanException>(() => PartFile.Rows(Run, manifest)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encoded_images_are_read_only_while_there_is_room_for_them()
    {
        var gate = new MemoryGate(100);
        int reads = 0;
        SourceImage Of(long length) => new("a.jpg", null, () => length, () => [(byte)++reads]);
        EncodedImage first = await EncodedImage.LoadAsync(Of(70), gate);
        Task<EncodedImage> second = EncodedImage.LoadAsync(Of(70), gate);
        Assert.False(second.IsCompleted);
        Assert.Equal(1, reads);
        first.Dispose();
        using EncodedImage large = await second.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([2], large.Contents);

        // What cannot be read takes no room.
        var failure = new ImageFileException("no");
        Assert.Same(failure, (await EncodedImage.LoadAsync(SourceImage.Broken("b.jpg", null, failure), gate)).Failure);
        Assert.Same(failure, (await EncodedImage.LoadAsync(Of(20) with { Load = () => throw failure }, gate)).Failure);
        Assert.True(gate.EnterAsync(30).IsCompleted);
    }

    [Fact]
    public async Task A_gate_lets_large_images_through_alone_and_in_their_turn()
    {
        var gate = new MemoryGate(100);
        Assert.True(gate.EnterAsync(60).IsCompleted);
        Task huge = gate.EnterAsync(1000), small = gate.EnterAsync(10);
        Assert.False(huge.IsCompleted || small.IsCompleted);
        gate.Leave(60);
        await huge.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(small.IsCompleted);
        gate.Leave(1000);
        await small.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(gate.EnterAsync(90).IsCompleted);
    }
}

using System.Text;
using System.Text.Json;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;
using Downright.Scanning.Sources;
using Downright.Tests.Cli;
using Downright.Tests.Files;
using Downright.Tests.Reports;

namespace Downright.Tests.Scanning;

public sealed class ResultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunFolder _run;
    private readonly RunManifest _manifest;
    private readonly ScanRow[] _rows;

    public ResultTests()
    {
        Directory.CreateDirectory(_folder["data"]);
        for (int i = 0; i < 5; i++) _folder.Write($"data/{i}.png", DataSet.Image((byte)(i * 20), i));
        _folder.Write("data/bad <b>&.png", [1, 2, 3]);
        DataSet.Tar(_folder["data/z.tar"], ("evil/../é ü.png", DataSet.Image(3, 7)), ("fine.png", DataSet.Image(255, 8)));
        _run = new RunFolder(_folder["run"]);
        _manifest = DataSet.Plan(_run, _folder.Path, ["data"], shards: 2);
        DataSet.Do(_run, _manifest);
        _rows = [.. PartFile.Rows(_run, _manifest)];
    }

    public void Dispose() => _folder.Dispose();

    private SourceReader Reader => new(_folder.Path, null);

    [Fact]
    public void Json_lines_hold_every_row_with_keys_in_snake_case()
    {
        JsonElement[] lines = [.. Written(stream => JsonLinesFile.Write(_rows, stream)).TrimEnd('\n').Split('\n').Select(Json.Parse)];
        Assert.Equal(8, lines.Length);
        Assert.Equal(["shard", "index", "input", "verdict", "score", "threshold", "false_positive_rate", "width", "height", "estimated_width", "estimated_height", "estimated_scaler", "methods", "sha256"], lines[0].Keys());
        Assert.Equal(["shard", "index", "input", "verdict", "error"], lines[5].Keys());
        Assert.Equal(["shard", "index", "input", "member", "ordinal", "verdict"], lines[6].Keys().Take(6));
        Assert.Equal(("evil/../é ü.png", 0), (lines[6].GetProperty("member").GetString(), lines[6].GetProperty("ordinal").GetInt32()));
    }

    [Fact]
    public void A_baseline_knows_findings_by_their_bytes_wherever_they_lie()
    {
        string path = _folder.Write("baseline.jsonl", Encoding.UTF8.GetBytes(Written(stream => JsonLinesFile.Write(_rows.Where(row => row.Verdict == "attack"), stream))));
        Baseline baseline = Baseline.Read(path);

        Assert.Equal(_rows.Where(row => row.Verdict == "attack"), _rows.Where(baseline.Knows));
        Assert.True(baseline.Knows(_rows[0] with { Input = "elsewhere.png" }));
        Assert.False(baseline.Knows(_rows[0] with { Sha256 = new string('0', 64) }));
        Assert.DoesNotContain(_rows, Baseline.None.Knows);
    }

    [Theory]
    [InlineData("no json\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"sha256\": \"ab\"}")]
    public void What_is_no_baseline_is_refused(string text)
    {
        string path = _folder.Write("baseline.jsonl", Encoding.UTF8.GetBytes(text));
        Assert.StartsWith($"{path}: this is no baseline", Assert.Throws<ScanException>(() => Baseline.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<ScanException>(() => Baseline.Read(_folder["missing"]));
    }

    [Fact]
    public void Quarantine_copies_findings_byte_for_byte_and_leaves_the_data_alone()
    {
        Take(moves: false);
        Take(moves: false);

        string[] names = [.. Directory.GetFiles(_folder["q"]).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
        Assert.Equal([.. _rows.Where(row => row.Verdict == "attack").Select(row => $"{row.Sha256![..16]}-{(row.Member is null ? row.Input[5..] : "___.png")}").Order(StringComparer.Ordinal)], names);
        Assert.Contains(Directory.GetFiles(_folder["q"]), path => File.ReadAllBytes(path).SequenceEqual(DataSet.Image(3, 7)));
        Assert.Equal(7, Directory.GetFiles(_folder["data"]).Length);
    }

    [Fact]
    public void Quarantine_moves_files_only_when_asked_and_archives_never()
    {
        Take(moves: true);
        Assert.Equal(["2.png", "3.png", "4.png", "bad <b>&.png", "z.tar"], Directory.GetFiles(_folder["data"]).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.Equal(3, Directory.GetFiles(_folder["q"]).Length);
    }

    [Fact]
    public void Quarantine_takes_nothing_that_has_changed_since_it_was_scanned()
    {
        byte[] other = DataSet.Image(1, 99);
        File.WriteAllBytes(_folder["data/0.png"], other);
        File.Delete(_folder["data/1.png"]);
        List<string> warnings = Take(moves: true);

        Assert.Equal(2, warnings.Count);
        Assert.Contains("has changed since it was scanned", warnings[0], StringComparison.Ordinal);
        Assert.Equal(other, File.ReadAllBytes(_folder["data/0.png"]));
        Assert.Single(Directory.GetFiles(_folder["q"]));
    }

    [Theory]
    [InlineData("data/0.png")]
    [InlineData("q/copy")]
    public void What_is_no_longer_the_finding_stays_where_it_is_although_a_copy_of_the_finding_is_there(string changed)
    {
        Take(moves: false);
        string path = changed == "q/copy" ? Directory.GetFiles(_folder["q"], "*-0.png").Single() : _folder[changed];
        byte[] clean = DataSet.Image(255, 99);
        File.WriteAllBytes(path, clean);

        Assert.EndsWith("it stays where it is", Assert.Single(Take(moves: true)), StringComparison.Ordinal);
        Assert.Equal(clean, File.ReadAllBytes(path));
        Assert.True(File.Exists(_folder["data/0.png"]));
        Assert.False(File.Exists(_folder["data/1.png"]));
    }

    [Fact]
    public void Sarif_holds_findings_alone_to_the_schema()
    {
        string document = Written(stream => FindingsSarif.Write(_rows, stream, "1.2.3"));
        Assert.Empty(SarifSchema.Violations(document));
        JsonElement[] results = [.. Json.Parse(document).GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        Assert.Equal(["DR0011", "DR0011", "DR0012", "DR0011"], results.Select(r => r.GetProperty("ruleId").GetString()));
        Assert.Equal(0.9, results[0].GetProperty("properties").GetProperty("threshold").GetDouble());
        Assert.Equal("data/z.tar#evil/../é ü.png", results[3].GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
    }

    [Fact]
    public void A_summary_counts_every_row_and_keeps_the_worst()
    {
        RunSummary summary = RunSummary.Of(Enumerable.Range(0, 1000).Select(i => _rows[0] with { Verdict = i % 4 == 0 ? "attack" : "clean", Score = i / 1000.0, Input = $"{i}" }).Append(_rows[5]));

        Assert.Equal((750, 250, 1, 1001), ((int)summary.Counts.Clean, (int)summary.Counts.Attack, (int)summary.Counts.Error, (int)summary.Counts.Images));
        Assert.Equal(1000, summary.CleanScores.Sum() + summary.AttackScores.Sum());
        Assert.Equal(50, summary.CleanScores[3] + summary.AttackScores[3]);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{996 - (4 * i)}"), summary.Suspicious.Select(row => row.Input));
    }

    [Fact]
    public void The_page_stands_alone_and_shows_the_worst_images_with_what_they_hide()
    {
        var gallery = new Gallery(Reader, _folder.Path, new VipsImageCodec(), new DecodeOptions(), DataSet.Detect);
        string html = ReportPage.Of(_manifest, RunSummary.Of(_rows), gallery).Render();

        Assert.Contains("default-src 'none'", html.Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(?!data:|#)", html);
        Assert.DoesNotMatch("https?:", html);
        Assert.DoesNotContain("bad <b>", html, StringComparison.Ordinal);
        Assert.Contains("data/bad &lt;b&gt;&amp;.png", html, StringComparison.Ordinal);
        // Seven images have scores; each is shown with what it hides.
        Assert.Equal(14, html.Split("<img ").Length - 1);
        Assert.Contains("3 of 8 images show signs of an attack; 1 could not be read.", html, StringComparison.Ordinal);
        Assert.Contains("--size", html, StringComparison.Ordinal);
        Assert.Contains("1.2.3", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_which_images_are_gone()
    {
        Directory.Delete(_folder["data"], recursive: true);
        var gallery = new Gallery(Reader, _folder.Path, new VipsImageCodec(), new DecodeOptions(), DataSet.Detect);
        string html = ReportPage.Of(_manifest, RunSummary.Of(_rows), gallery).Render();
        Assert.Contains("data/0.png: there is no such file", html, StringComparison.Ordinal);
        Assert.Contains("this image is no longer there", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_the_same_name_and_inputs_named_twice_are_told_apart_by_all_results()
    {
        byte[][] images = [DataSet.Image(3, 21), DataSet.Image(5, 22), DataSet.Image(200, 23)];
        Directory.CreateDirectory(_folder["twins"]);
        DataSet.Tar(_folder["twins/t.tar"], [.. images.Select(image => ("a.png", image))]);
        _folder.Write("twins/b.png", DataSet.Image(7, 24));
        var run = new RunFolder(_folder["run2"]);
        RunManifest manifest = DataSet.Plan(run, _folder.Path, ["twins", "twins"], shards: 2);
        DataSet.Do(run, manifest);
        ScanRow[] rows = [.. PartFile.Rows(run, manifest)];
        Assert.Equal([null, 0, 1, 2, null, 0, 1, 2], rows.Select(row => row.Ordinal));

        string html = ReportPage.Of(manifest, RunSummary.Of(rows), new Gallery(Reader, _folder.Path, new VipsImageCodec(), new DecodeOptions(), DataSet.Detect)).Render();
        Assert.Equal(16, html.Split("<img ").Length - 1);
        Assert.Equal(8, html.Split("<img ").Skip(1).Where((_, i) => i % 2 == 0).Select(picture => picture.Split('"')[1]).Distinct().Count() * 2);

        var warnings = new List<string>();
        new Quarantine(_folder["q2"], moves: true, Reader, _folder.Path).Take(rows, warnings.Add);
        Assert.Empty(warnings);
        Assert.Equal(3, Directory.GetFiles(_folder["q2"]).Length);
        Assert.All(images[..2], image => Assert.Contains(Directory.GetFiles(_folder["q2"]), path => File.ReadAllBytes(path).SequenceEqual(image)));
        Assert.False(File.Exists(_folder["twins/b.png"]));
    }

    private List<string> Take(bool moves)
    {
        var warnings = new List<string>();
        new Quarantine(_folder["q"], moves, Reader, _folder.Path).Take(_rows, warnings.Add);
        return warnings;
    }

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

using System.Formats.Tar;
using Downright.Files;
using Downright.Scanning;
using Downright.Scanning.Sources;
using Downright.Tests.Files;
using Parquet;
using Parquet.Schema;

namespace Downright.Tests.Scanning;

public sealed class SourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_gives_its_images_archives_and_tables_sorted_and_nothing_else()
    {
        Files("data/b.PNG", "data/a/z.jpg", "data/a/y.webp", "data/a.jpeg", "data/notes.txt", "data/c.tar", "data/d.parquet", "data/skipped/x.png");
        Directory.CreateSymbolicLink(_folder["data/round"], _folder["data"]);

        var listing = new SourceListing(_folder.Path, TextReader.Null, "data/skipped");
        Assert.Equal(["data/a/y.webp", "data/a/z.jpg", "data/a.jpeg", "data/b.PNG", "data/c.tar", "data/d.parquet"], Paths(listing, "data"));
    }

    [Fact]
    public void Names_that_say_nothing_are_told_by_their_first_bytes_and_what_is_passed_over_is_counted()
    {
        Files("data/a.bmp", "data/b.tar.gz", "data/sub/c.BMP", "data/d.jfif", "data/e.jpe", "data/README", "data/.hidden", $"data/f.{new string('x', 99)}");
        _folder.Write("data/0123abcd", DataSet.Image(200));

        var listing = new SourceListing(_folder.Path, TextReader.Null);
        Assert.Equal(["data/0123abcd", "data/d.jfif", "data/e.jpe"], Paths(listing, "data"));
        Assert.Equal([("(none)", 1), ("(others)", 1), (".bmp", 2), (".gz", 1), (".hidden", 1)], listing.PassedOver.Select(count => (count.Key, (int)count.Value)));
        Assert.Equal("2 .bmp, 1 (none), 1 (others), 1 .gz, 1 .hidden", PassedOver.Words(listing.PassedOver));
        Assert.Equal("clean", DataSet.Scan(_folder.Path, "data/0123*").Single().Verdict);
    }

    [Fact]
    public void However_many_extensions_there_are_few_are_counted()
    {
        Files([.. Enumerable.Range(0, 300).Select(i => $"data/{i}.x{i}")]);
        var listing = new SourceListing(_folder.Path, TextReader.Null);
        Assert.Empty(Paths(listing, "data"));
        Assert.InRange(listing.PassedOver.Count, 10, 60);
        Assert.Equal(300, listing.PassedOver.Values.Sum());
    }

    [Fact]
    public async Task An_archive_or_a_table_without_images_is_an_error()
    {
        Files("data/empty.tar");
        DataSet.Tar(_folder["data/text.tar"], ("a.txt", [1]));
        await DataSet.Parquet(_folder["data/none.parquet"], "image");

        Assert.Equal(
            ["data/empty.tar: this archive is empty", "data/none.parquet: this table has no rows", "data/text.tar: there are no images in this archive"],
            DataSet.Scan(_folder.Path, "data").Select(row => row.Error));
    }

    [Theory]
    [InlineData("data/*.png", "data/b.png")]
    [InlineData("data/*/?.png", "data/a/c.png", "data/a/d.png")]
    [InlineData("data/**/*.png", "data/a/c.png", "data/a/d.png", "data/a/deep/e.png", "data/b.png")]
    [InlineData("data/a/**", "data/a/c.png", "data/a/d.png", "data/a/deep/e.png")]
    [InlineData("**/d*.png", "data/a/d.png")]
    public void A_pattern_matches_names_and_with_two_stars_any_folders(string pattern, params string[] expected)
    {
        Files("data/b.png", "data/a/d.png", "data/a/c.png", "data/a/deep/e.png", "data/b.txt");

        Assert.Equal(expected, Paths(new SourceListing(_folder.Path, TextReader.Null), pattern).Where(path => path.EndsWith(".png", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_list_gives_its_lines_in_their_order_and_so_does_standard_input()
    {
        File.WriteAllText(_folder["list.txt"], "z.png\n\nshard.tar\r\nno-such-file\n");

        var listing = new SourceListing(_folder.Path, new StringReader("from-input.png\na.png"));
        Assert.Equal(["z.png", "shard.tar", "no-such-file", "from-input.png", "a.png"], Paths(listing, "list.txt", "-"));
    }

    [Fact]
    public void A_source_whose_name_says_nothing_is_an_image_by_its_first_bytes_or_a_list_if_it_is_text()
    {
        _folder.Write("image", DataSet.Image(200));
        _folder.Write("a.bmp", [(byte)'B', (byte)'M', 0, 1]);
        _folder.Write("long", [.. Enumerable.Repeat((byte)'x', 40_000)]);
        var listing = new SourceListing(_folder.Path, TextReader.Null);
        Assert.Equal(["image"], Paths(listing, "image"));
        Assert.Contains("nor a list of paths", Assert.Throws<ImageFileException>(() => Paths(listing, "a.bmp")).Message, StringComparison.Ordinal);
        Assert.Contains("is no path", Assert.Throws<ImageFileException>(() => Paths(listing, "long")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("*.png")]
    public void A_source_that_is_not_there_is_refused(string source)
    {
        var error = Assert.Throws<ImageFileException>(() => Paths(new SourceListing(_folder.Path, TextReader.Null), source));
        Assert.StartsWith($"{source}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_gives_its_images_by_name_and_none_is_extracted()
    {
        DataSet.Tar(_folder["s.tar"], ("0001.png", DataSet.Image(200)), ("0001.json", "{}"u8.ToArray()), ("../../outside.png", DataSet.Image(0)), ("inner.tar", [1, 2, 3]));

        ScanRow[] rows = DataSet.Scan(_folder.Path, "s.tar");
        Assert.Equal([("0001.png", "clean"), ("../../outside.png", "attack")], rows.Select(row => (row.Member!, row.Verdict)));
        Assert.All(rows, row => Assert.Equal("s.tar", row.Input));
        Assert.Equal(["run", "s.tar"], _folder.Names);
    }

    [Fact]
    public void An_archive_that_is_cut_short_gives_what_was_whole_and_an_error()
    {
        DataSet.Tar(_folder["whole.tar"], ("a.png", DataSet.Image(200)), ("b.png", DataSet.Image(200, side: 60)));
        File.WriteAllBytes(_folder["cut.tar"], File.ReadAllBytes(_folder["whole.tar"])[..3000]);

        ScanRow[] rows = DataSet.Scan(_folder.Path, "cut.tar");
        Assert.Equal("clean", rows[0].Verdict);
        Assert.Equal("error", rows[1].Verdict);
        Assert.InRange(rows.Length, 2, 3);
    }

    [Fact]
    public void An_archive_that_claims_a_huge_member_gives_an_error_without_the_memory()
    {
        using (FileStream stream = File.Create(_folder["big.tar"]))
        {
            using var writer = new TarWriter(stream, TarEntryFormat.Ustar);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "a.png") { DataStream = new MemoryStream(DataSet.Image(200)) });
        }

        byte[] tar = File.ReadAllBytes(_folder["big.tar"]);
        // The size field, 7 GiB in octal, and the checksum over the header with spaces in its own place.
        "70000000000\0"u8.CopyTo(tar.AsSpan(124));
        tar.AsSpan(148, 8).Fill((byte)' ');
        int sum = tar.AsSpan(0, 512).ToArray().Sum(b => b);
        System.Text.Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(tar, 148);
        File.WriteAllBytes(_folder["big.tar"], tar);

        long before = GC.GetTotalAllocatedBytes();
        ScanRow[] rows = DataSet.Scan(_folder.Path, "big.tar");
        Assert.All(rows, row => Assert.Equal("error", row.Verdict));
        Assert.NotEmpty(rows);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("anything")]
    public async Task A_table_gives_the_images_of_its_column_of_bytes(string column)
    {
        await DataSet.Parquet(_folder["t.parquet"], column, DataSet.Image(200), null, DataSet.Image(0, 2), [1, 2, 3], DataSet.Image(255, 3));

        ScanRow[] rows = DataSet.Scan(_folder.Path, "t.parquet");
        Assert.Equal([("0", "clean"), ("1", "error"), ("2", "attack"), ("3", "error"), ("4", "clean")], rows.Select(row => (row.Member!, row.Verdict)));
    }

    [Fact]
    public async Task A_table_of_hugging_faces_form_gives_the_bytes_of_its_image_struct()
    {
        var bytes = new DataField<byte[]>("bytes");
        var path = new DataField<string>("path");
        var schema = new ParquetSchema(new StructField("image", bytes, path), new DataField<byte[]>("other"));
        await using (FileStream stream = File.Create(_folder["hf.parquet"]))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            DataField[] fields = schema.GetDataFields();
            await group.WriteAsync(fields[0], [DataSet.Image(0), DataSet.Image(255)]);
            await group.WriteAsync(fields[1], ["a.png", "b.png"]);
            await group.WriteAsync(fields[2], new byte[][] { [1], [2] });
        }

        ScanRow[] rows = DataSet.Scan(_folder.Path, "hf.parquet");
        Assert.Equal(["attack", "clean"], rows.Select(row => row.Verdict));
    }

    [Fact]
    public async Task A_table_whose_column_is_not_clear_says_which_there_are()
    {
        var schema = new ParquetSchema(new DataField<byte[]>("left"), new DataField<byte[]>("right"));
        await using (FileStream stream = File.Create(_folder["two.parquet"]))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (DataField field in schema.GetDataFields()) await group.WriteAsync(field, new byte[][] { DataSet.Image(255) });
        }

        ScanRow row = Assert.Single(DataSet.Scan(_folder.Path, "two.parquet"));
        Assert.Contains("--column; these hold bytes: left, right", row.Error, StringComparison.Ordinal);
        Assert.Single(new SourceReader(_folder.Path, "right").Images(new ScanInput("two.parquet", InputKind.Parquet, 1)));
        Assert.Contains("no column centre", Assert.Throws<ImageFileException>(() => new SourceReader(_folder.Path, "centre").Images(new ScanInput("two.parquet", InputKind.Parquet, 1)).Single().Load()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken.parquet")]
    [InlineData("broken.tar")]
    [InlineData("missing.tar")]
    [InlineData("missing.parquet")]
    [InlineData("missing.png")]
    [InlineData("broken.png")]
    public void Whatever_cannot_be_read_is_a_row_that_names_it(string name)
    {
        if (name.StartsWith("broken", StringComparison.Ordinal)) File.WriteAllBytes(_folder[name], [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 7))]);
        File.WriteAllText(_folder["list.txt"], $"{name}\ngood.png\n");
        File.WriteAllBytes(_folder["good.png"], DataSet.Image(255));

        ScanRow[] rows = DataSet.Scan(_folder.Path, "list.txt");
        Assert.Equal(["error", "clean"], rows.Select(row => row.Verdict));
        Assert.StartsWith($"{name}: ", rows[0].Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', rows[0].Error!);
    }

    private static string[] Paths(SourceListing listing, params string[] sources) => [.. listing.Inputs(sources).Select(input => input.Path)];

    private void Files(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllBytes(_folder[name], []);
        }
    }
}

using System.Text.Json;
using Downright.Analysis;
using Downright.Files;
using Downright.Prevention;
using Downright.Tests.Files;
using NetVips;

namespace Downright.Tests.Cli;

public sealed class ResizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();
    private readonly PixelImage<byte> _source = TestPixels.Noise(61, 40, PixelFormat.Rgb);

    public ResizeTests() => _codec.Encode(_source, _folder["in.png"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("area", PreventionMethod.Area)]
    [InlineData("median", PreventionMethod.Median)]
    [InlineData("random", PreventionMethod.Random)]
    [InlineData("none", PreventionMethod.None)]
    public void It_writes_what_the_library_computes(string name, PreventionMethod method)
    {
        var options = new PreventionOptions { Method = method, Scaler = ScalerProfile.Parse("opencv:cubic"), Seed = 5 };
        PreventionResult expected = new SafeScaler(options).Resize(_source, new ImageSize(13, 9));

        JsonElement item = Item(Resize("-s", "13x9", "--scaler", "opencv:cubic", "--prevention", name, "--seed", "5"));

        Assert.Equal(expected.Image.ToArray(), _codec.Decode(_folder["out.png"]).ToArray());
        Assert.Equal(["input", "output", "source_size", "size", "scaler", "prevention", "pixels_replaced", "fallback_windows", "elapsed_ms"], item.Keys());
        Assert.Equal(_folder["in.png"], item.GetProperty("input").GetString());
        Assert.Equal(_folder["out.png"], item.GetProperty("output").GetString());
        Assert.Equal([61, 40], item.GetProperty("source_size").Integers());
        Assert.Equal([13, 9], item.GetProperty("size").Integers());
        Assert.Equal(expected.Scaler, item.GetProperty("scaler").GetString());
        Assert.Equal(name, item.GetProperty("prevention").GetString());
        Assert.Equal(expected.PixelsReplaced, item.GetProperty("pixels_replaced").GetInt64());
        Assert.Equal(expected.FallbackWindows, item.GetProperty("fallback_windows").GetInt64());
        Assert.True(item.GetProperty("elapsed_ms").GetDouble() > 0);
        Assert.Equal(["in.png", "out.png"], _folder.Names);
    }

    [Fact]
    public void Its_defaults_are_the_librarys()
    {
        Resize("-s", "13");
        Assert.Equal(new SafeScaler().Resize(_source, new ImageSize(13, 13)).Image.ToArray(), _codec.Decode(_folder["out.png"]).ToArray());
    }

    [Fact]
    public void Details_of_the_filter_reach_the_library()
    {
        var options = new PreventionOptions { Considered = ConsideredMode.Reference, BandwidthFactor = 1.5 };
        Resize("-s", "13", "--considered", "reference", "--bandwidth-factor", "1.5");
        Assert.Equal(new SafeScaler(options).Resize(_source, new ImageSize(13, 13)).Image.ToArray(), _codec.Decode(_folder["out.png"]).ToArray());
    }

    [Fact]
    public void Cover_scales_the_middle()
    {
        // 61x40 to a square: 40x40, with 10 columns off the left and 11 off the right.
        PixelImage<byte> middle = _source.Crop(10, 0, new ImageSize(40, 40));
        JsonElement item = Item(Resize("-s", "9", "--fit", "cover"));

        Assert.Equal(new SafeScaler().Resize(middle, new ImageSize(9, 9)).Image.ToArray(), _codec.Decode(_folder["out.png"]).ToArray());
        Assert.Equal([61, 40], item.GetProperty("source_size").Integers());
        Assert.Equal([9, 9], item.GetProperty("size").Integers());
    }

    [Fact]
    public void Contain_pads_with_the_background()
    {
        JsonElement item = Item(Resize("-s", "12", "--fit", "contain", "--background", "#102030"));

        PixelImage<byte> output = _codec.Decode(_folder["out.png"]);
        PixelImage<byte> inner = new SafeScaler().Resize(_source, new ImageSize(12, 8)).Image;
        Assert.Equal(new ImageSize(12, 12), output.Size);
        Assert.Equal([12, 12], item.GetProperty("size").Integers());
        Assert.Equal(inner.ToArray(), output.Crop(0, 2, new ImageSize(12, 8)).ToArray());
        foreach (int y in new[] { 0, 1, 10, 11 }) Assert.Equal([0x10, 0x20, 0x30], output.Row(y)[^3..].ToArray());
    }

    [Fact]
    public void Many_images_go_into_a_folder_as_png_in_the_order_given()
    {
        Directory.CreateDirectory(_folder["out"]);
        _codec.Encode(TestPixels.Noise(30, 50, PixelFormat.Gray), _folder["b.png"]);
        _codec.Encode(TestPixels.Gradient(64, 64, PixelFormat.Rgb), _folder["a.jpg"]);

        ToolResult result = ToolProcess.Run("resize", _folder["in.png"], _folder["b.png"], _folder["a.jpg"], "-o", _folder["out"], "-s", "8", "--format", "json", "--jobs", "2").AssertDone();

        Assert.Equal(["a.png", "b.png", "in.png"], Directory.GetFiles(_folder["out"]).Select(f => Path.GetFileName(f)!).Order());
        Assert.Equal(
            [_folder["out/in.png"], _folder["out/b.png"], _folder["out/a.png"]],
            Json.Parse(result.Output).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("output").GetString()!));
        Assert.Equal(PixelFormat.Gray, _codec.Decode(_folder["out/b.png"]).Format);
    }

    [Fact]
    public void The_orientation_is_applied_unless_it_is_left_alone()
    {
        using (Image file = TestFiles.Of(_source))
        using (Image oriented = TestFiles.Oriented(file, 6))
            oriented.Pngsave(_folder["in.png"]);

        Assert.Equal([40, 61], Item(Resize("-s", "8")).GetProperty("source_size").Integers());
        Assert.Equal([61, 40], Item(Resize("-s", "8", "--no-orient", "--force")).GetProperty("source_size").Integers());
    }

    [Theory]
    [InlineData("flatten", AlphaHandling.Flatten)]
    [InlineData("drop", AlphaHandling.Drop)]
    [InlineData("keep", AlphaHandling.Keep)]
    public void Alpha_becomes_what_was_asked_for(string name, AlphaHandling alpha)
    {
        _codec.Encode(TestPixels.Noise(40, 40, PixelFormat.Rgba), _folder["in.png"], new EncodeOptions { Overwrite = true });
        PixelImage<byte> source = _codec.Decode(_folder["in.png"], new DecodeOptions { Alpha = alpha, Background = RgbColor.Black });

        Resize("-s", "8", "--alpha", name, "--background", "black");

        PixelImage<byte> output = _codec.Decode(_folder["out.png"], new DecodeOptions { Alpha = AlphaHandling.Keep });
        Assert.Equal(source.Format, output.Format);
        Assert.Equal(new SafeScaler().Resize(source, new ImageSize(8, 8)).Image.ToArray(), output.ToArray());
    }

    [Fact]
    public void A_jpeg_can_be_written_too()
    {
        ToolProcess.Run("resize", _folder["in.png"], "-o", _folder["out.jpeg"], "-s", "16", "-q").AssertDone();
        Assert.Equal([0xFF, 0xD8], File.ReadAllBytes(_folder["out.jpeg"])[..2]);
    }

    [Fact]
    public void The_table_names_every_file_whole()
    {
        string output = ToolProcess.Run("resize", _folder["in.png"], "-o", _folder["out.png"], "-s", "16").AssertDone().Output;
        foreach (string text in new[] { _folder["in.png"], _folder["out.png"], "61x40", "16x16", "opencv:linear", "median" })
            Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public void Quiet_says_nothing_but_json() =>
        Assert.Equal("", ToolProcess.Run("resize", _folder["in.png"], "-o", _folder["out.png"], "-s", "16", "--quiet").AssertDone().Output);

    private ToolResult Resize(params string[] options) =>
        ToolProcess.Run(["resize", _folder["in.png"], "-o", _folder["out.png"], "--format", "json", .. options]).AssertDone();

    private static JsonElement Item(ToolResult result)
    {
        JsonElement document = Json.Parse(result.Output);
        Assert.Equal(["schema", "items"], document.Keys());
        Assert.Equal("downright/resize/1", document.GetProperty("schema").GetString());
        return Assert.Single(document.GetProperty("items").EnumerateArray());
    }
}

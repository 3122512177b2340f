using System.Text.Json;
using Downright.Files;
using Downright.Scaling;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

public sealed class CleanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("median")]
    [InlineData("random")]
    public void The_cleaned_image_scales_to_what_resize_writes(string prevention)
    {
        PixelImage<byte> source = TestPixels.Noise(60, 44, PixelFormat.Rgb);
        _codec.Encode(source, _folder["in.png"]);
        string[] options = ["-s", "12x11", "--scaler", "opencv:nearest", "--prevention", prevention, "--seed", "9"];

        ToolResult result = ToolProcess.Run(["clean", _folder["in.png"], "-o", _folder["clean.png"], "--format", "json", .. options]).AssertDone();
        ToolProcess.Run(["resize", _folder["in.png"], "-o", _folder["small.png"], "-q", .. options]).AssertDone();

        PixelImage<byte> clean = _codec.Decode(_folder["clean.png"]);
        Assert.Equal(source.Size, clean.Size);
        Assert.Equal(
            _codec.Decode(_folder["small.png"]).ToArray(),
            new ProfileScaler(ScalerProfile.Parse("opencv:nearest")).Scale(clean, new ImageSize(12, 11)).ToArray());

        JsonElement document = Json.Parse(result.Output);
        Assert.Equal("downright/clean/1", document.GetProperty("schema").GetString());
        JsonElement item = Assert.Single(document.GetProperty("items").EnumerateArray());
        Assert.Equal(["input", "output", "source_size", "size", "scaler", "prevention", "pixels_replaced", "fallback_windows", "elapsed_ms"], item.Keys());
        Assert.Equal(132, item.GetProperty("pixels_replaced").GetInt64());
        Assert.Equal([12, 11], item.GetProperty("size").Integers());
    }
}

using System.Text.Json;
using Downright.Analysis;
using Downright.Files;
using Downright.Prevention;
using Downright.Scaling;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

public sealed class PreviewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();
    private readonly PixelImage<byte> _source = TestPixels.Noise(90, 72, PixelFormat.Rgb);

    public PreviewTests() => _codec.Encode(_source, _folder["in.png"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_view_is_measured_against_area_scaling()
    {
        PixelImage<byte> area = new SafeScaler(new PreventionOptions { Method = PreventionMethod.Area }).Resize(_source, new ImageSize(20, 16)).Image;
        PixelImage<byte> nearest = new ProfileScaler(ScalerProfile.Parse("opencv:nearest")).Scale(_source, new ImageSize(20, 16));

        JsonElement document = Preview("-s", "20x16", "--scaler", "opencv:nearest", "--scaler", "downright:area");

        Assert.Equal(["schema", "views"], document.Keys());
        Assert.Equal("downright/preview/1", document.GetProperty("schema").GetString());
        JsonElement[] views = [.. document.GetProperty("views").EnumerateArray()];
        Assert.Equal(["scaler", "psnr_to_area", "ssim_to_area"], views[0].Keys());
        Assert.Equal(["opencv:nearest", "downright:area"], views.Select(v => v.GetProperty("scaler").GetString()!));
        Assert.Equal(ImageMetrics.Psnr(nearest, area), views[0].GetProperty("psnr_to_area").GetDouble());
        Assert.Equal(ImageMetrics.Ssim(nearest, area), views[0].GetProperty("ssim_to_area").GetDouble());
        Assert.Equal(JsonValueKind.Null, views[1].GetProperty("psnr_to_area").ValueKind);
        Assert.Equal(1, views[1].GetProperty("ssim_to_area").GetDouble());
    }

    [Fact]
    public void The_picture_holds_every_view_enlarged_by_a_whole_factor()
    {
        Preview("-s", "20x16", "--scaler", "opencv:nearest");

        PixelImage<byte> picture = _codec.Decode(_folder["out.png"]);
        PixelImage<byte> nearest = new ProfileScaler(ScalerProfile.Parse("opencv:nearest")).Scale(_source, new ImageSize(20, 16));
        PixelImage<byte> area = new SafeScaler(new PreventionOptions { Method = PreventionMethod.Area }).Resize(_source, new ImageSize(20, 16)).Image;
        (int safeX, int safeY) = Find(picture, Enlarged(area, 12));
        (int seenX, int seenY) = Find(picture, Enlarged(nearest, 12));
        Assert.Equal(safeY, seenY);
        Assert.True(seenX >= safeX + (20 * 12));
    }

    [Fact]
    public void Views_have_labels()
    {
        Preview("-s", "20x16", "--scaler", "opencv:nearest");

        // The label stands in dark letters above the picture, which begins below it.
        PixelImage<byte> picture = _codec.Decode(_folder["out.png"]);
        int dark = 0;
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < picture.Width; x++)
                if (picture.Row(y)[x * 3] < 100) dark++;
        Assert.True(dark > 200, $"Only {dark} pixels are dark.");
    }

    [Fact]
    public void Sides_too_short_for_ssim_leave_it_out()
    {
        JsonElement view = Preview("-s", "10", "--scaler", "opencv:nearest").GetProperty("views")[0];
        Assert.Equal(JsonValueKind.Null, view.GetProperty("ssim_to_area").ValueKind);
        Assert.True(view.GetProperty("psnr_to_area").GetDouble() > 0);
    }

    [Fact]
    public void Without_a_scaler_it_shows_a_handful()
    {
        string output = ToolProcess.Run("preview", _folder["in.png"], "-o", _folder["out.png"], "-s", "224").AssertDone().Output;
        Assert.Contains("opencv:nearest", output, StringComparison.Ordinal);
        Assert.Contains("pillow:cubic", output, StringComparison.Ordinal);
    }

    private JsonElement Preview(params string[] options) =>
        Json.Parse(ToolProcess.Run(["preview", _folder["in.png"], "-o", _folder["out.png"], "--format", "json", .. options]).AssertDone().Output);

    private static PixelImage<byte> Enlarged(PixelImage<byte> image, int factor)
    {
        var samples = new List<byte>();
        for (int y = 0; y < image.Height * factor; y++)
            for (int x = 0; x < image.Width * factor; x++)
                samples.AddRange(image.Row(y / factor).Slice(x / factor * 3, 3));
        return new PixelImage<byte>(samples.ToArray(), new ImageSize(image.Width * factor, image.Height * factor), image.Format);
    }

    private static (int X, int Y) Find(PixelImage<byte> picture, PixelImage<byte> part)
    {
        for (int y = 0; y <= picture.Height - part.Height; y++)
        {
            for (int x = 0; x <= picture.Width - part.Width; x++)
            {
                int rows = 0;
                while (rows < part.Height && picture.Row(y + rows).Slice(x * 3, part.Width * 3).SequenceEqual(part.Row(rows))) rows++;
                if (rows == part.Height) return (x, y);
            }
        }

        Assert.Fail("The picture does not hold the view.");
        return default;
    }
}

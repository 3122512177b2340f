using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Downright.Files;
using Downright.Tests.Files;

namespace Downright.Tests.Cli;

/// <summary>Inputs that cannot be read: exit code 2, one line, nothing on standard output, and no file.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("resize")]
    [InlineData("clean")]
    [InlineData("preview")]
    public void A_missing_file(string verb)
    {
        ToolProcess.Run(verb, _folder["absent.jpg"], "-o", _folder["out.png"], "-s", "8").AssertRefused("absent.jpg", "no such file");
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void A_truncated_jpeg(double kept)
    {
        byte[] whole = Jpeg();
        AssertRefused("in.jpg", whole[..(int)(whole.Length * kept)], "in.jpg", "broken or cut short");
    }

    [Fact]
    public void An_empty_file() => AssertRefused("in.jpg", [], "in.jpg", "empty");

    [Fact]
    public void A_text_file_named_png() => AssertRefused("in.png", Encoding.UTF8.GetBytes("Dear model,\n"), "in.png", "JPEG, PNG, WebP, TIFF and GIF");

    [Fact]
    public void An_svg_file() => AssertRefused("in.svg", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "JPEG, PNG, WebP, TIFF and GIF");

    [Fact]
    public void A_png_that_claims_to_be_huge()
    {
        var clock = Stopwatch.StartNew();
        AssertRefused("in.png", PngChunks.Claiming(65535, 65535), "65535x65535", "--max-pixels");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void A_jpeg_that_claims_to_be_huge() => AssertRefused("in.jpg", JpegHeader.Claiming(65500, 65500), "65500x65500", "--max-pixels");

    [Fact]
    public void An_image_above_the_limit_that_was_given()
    {
        _folder.Write("in.jpg", Jpeg());
        ToolProcess.Run("resize", _folder["in.jpg"], "-o", _folder["out.png"], "-s", "8", "--max-pixels", "3071").AssertRefused("64x48", "3071");
        ToolProcess.Run("resize", _folder["in.jpg"], "-o", _folder["out.png"], "-s", "8", "--max-pixels", "3072", "-q").AssertDone();
    }

    [Fact]
    public void A_folder()
    {
        ToolProcess.Run("resize", _folder.Path, "-o", _folder["out.png"], "-s", "8").AssertRefused(_folder.Path, "folder");
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_pipe_that_nobody_writes_to()
    {
        ToolProcess.MakePipe(_folder["in.jpg"]);
        ToolProcess.Run("resize", _folder["in.jpg"], "-o", _folder["out.png"], "-s", "8").AssertRefused("in.jpg", "no regular file");
        ToolProcess.Run("detect", _folder["in.jpg"], "-s", "8", "--thresholds", _folder["in.jpg"]).AssertRefused("--thresholds", "no regular file");
        ToolProcess.Run("vet", "--onnx", _folder["in.jpg"]).AssertRefused("--onnx", "no regular file");
        Assert.Equal(["in.jpg"], _folder.Names);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_file_that_may_not_be_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs the file modes of Linux.");
        string input = _folder.Write("in.jpg", Jpeg());
        File.SetUnixFileMode(input, UnixFileMode.None);
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);

        ToolProcess.RunWithoutPrivilege("resize", input, "-o", _folder["out.png"], "-s", "8").AssertRefused("in.jpg", "permission");
        Assert.Equal(["in.jpg"], _folder.Names);
    }

    [Fact]
    public void A_broken_image_among_others_does_not_stop_them()
    {
        _folder.Write("a.jpg", Jpeg());
        _folder.Write("b.jpg", Jpeg()[..200]);
        _folder.Write("c.jpg", Jpeg());
        Directory.CreateDirectory(_folder["out"]);

        ToolResult result = ToolProcess.Run("resize", _folder["a.jpg"], _folder["b.jpg"], _folder["c.jpg"], "-o", _folder["out"], "-s", "8", "--format", "json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("b.jpg", Assert.Single(result.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["a.png", "c.png"], Directory.GetFiles(_folder["out"]).Select(f => Path.GetFileName(f)!).Order());
        Assert.Equal(2, Json.Parse(result.Output).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public void A_name_with_a_line_break_still_gives_one_line()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names.");
        ToolProcess.Run("resize", _folder["a\nb\u001b[31m.jpg"], "-o", _folder["out.png"], "-s", "8").AssertRefused("a?b?[31m.jpg");
    }

    [Fact]
    public void A_trace_is_shown_only_when_asked_for()
    {
        ToolResult result = ToolProcess.RunWith(new() { ["DOWNRIGHT_TRACE"] = "1" }, "resize", _folder["absent.jpg"], "-o", _folder["out.png"], "-s", "8");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("   at Downright", result.Error, StringComparison.Ordinal);
    }

    private void AssertRefused(string name, byte[] contents, params string[] saying)
    {
        string input = _folder.Write(name, contents);
        ToolProcess.Run("resize", input, "-o", _folder["out.png"], "-s", "8").AssertRefused(saying);
        Assert.Equal([name], _folder.Names);
    }

    private static byte[] Jpeg()
    {
        using var folder = new TemporaryFolder();
        new VipsImageCodec().Encode(TestPixels.Noise(64, 48, PixelFormat.Rgb), folder["a.jpg"]);
        return File.ReadAllBytes(folder["a.jpg"]);
    }
}

using System.Diagnostics;
using System.Text;
using CsCheck;
using Downright.Files;
using NetVips;

namespace Downright.Tests.Files;

public sealed class HostileFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsImageCodec _codec = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_cut_anywhere_is_broken(string name)
    {
        byte[] whole = Small(name);
        for (int length = 1; length < whole.Length - 12; length += 1 + (whole.Length / 40))
        {
            string path = _folder.Write(name, whole[..length]);
            Assert.Throws<ImageFileException>(() => _codec.Decode(path));
        }
    }

    [Fact]
    public void A_jpeg_that_lacks_only_its_last_bytes_is_broken()
    {
        byte[] whole = Small("a.jpg");
        foreach (int missing in new[] { 1, 2, 3, 10, 100 })
        {
            string path = _folder.Write("a.jpg", whole[..^missing]);
            var error = Assert.Throws<ImageFileException>(() => _codec.Decode(path));
            Assert.Contains("broken or cut short", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")]
    [InlineData("a.pdf", "%PDF-1.7\n")]
    [InlineData("a.ppm", "P3\n1 1\n255\n1 2 3\n")]
    [InlineData("a.png", "just text")]
    [InlineData("a.jpg", "BM")]
    public void Anything_but_the_accepted_kinds_is_refused_and_they_are_named(string name, string contents)
    {
        string path = _folder.Write(name, Encoding.ASCII.GetBytes(contents));
        var error = Assert.Throws<ImageFileException>(() => _codec.Decode(path));
        Assert.Contains("JPEG, PNG, WebP, TIFF and GIF", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    [InlineData("a.gif")]
    public void A_header_that_claims_a_huge_image_is_refused_before_memory_is_taken(string name)
    {
        byte[] bomb = name switch
        {
            "a.png" => PngChunks.Claiming(65535, 65535),
            "a.jpg" => JpegHeader.Claiming(65500, 65500),
            _ => GifClaiming(65535, 65535),
        };
        string path = _folder.Write(name, bomb);

        long before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var error = Assert.Throws<ImageFileException>(() => _codec.Decode(path));

        Assert.Contains("178956970", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void The_limit_counts_pixels_and_includes_itself()
    {
        _codec.Encode(TestPixels.Noise(20, 10, PixelFormat.Rgb), _folder["a.png"]);

        Assert.Equal(200, _codec.Decode(_folder["a.png"], new DecodeOptions { MaxPixels = 200 }).Size.Pixels);
        var error = Assert.Throws<ImageFileException>(() => _codec.Decode(_folder["a.png"], new DecodeOptions { MaxPixels = 199 }));
        Assert.Contains("20x10", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1_000_001)]
    [InlineData(1_000_001, 1)]
    public void A_side_of_more_than_a_million_pixels_is_refused(int width, int height)
    {
        string path = _folder.Write("a.png", PngChunks.Claiming(width, height));
        Assert.Contains("has a side of more than", Assert.Throws<ImageFileException>(() => _codec.Decode(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_raised_beyond_what_one_image_can_hold_still_ends_in_a_plain_error()
    {
        string path = _folder.Write("a.png", PngChunks.Claiming(65535, 65535));
        var error = Assert.Throws<ImageFileException>(() => _codec.Decode(path, new DecodeOptions { MaxPixels = long.MaxValue }));
        Assert.Contains("one image can hold", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_read_stops()
    {
        string path = _folder.Write("a.png", Small("a.png"));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => _codec.Decode(path, null, source.Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damaged_files_yield_an_image_or_a_typed_error_and_nothing_else(string name)
    {
        byte[] whole = Small(name);
        Gen<(int At, byte Value)> change = Gen.Select(Gen.Frequency((1, Gen.Int[0, Math.Min(63, whole.Length - 1)]), (1, Gen.Int[0, whole.Length - 1])), Gen.Byte);
        int file = 0;
        Gen.Select(change.Array[1, 8], Gen.Frequency((3, Gen.Const(whole.Length)), (1, Gen.Int[1, whole.Length]))).Sample(
            (changes, length) =>
            {
                byte[] damaged = whole[..length];
                foreach (var (at, value) in changes.Where(c => c.At < length)) damaged[at] = value;
                string path = _folder.Write($"{Interlocked.Increment(ref file)}{name}", damaged);
                try
                {
                    PixelImage<byte> image = _codec.Decode(path, new DecodeOptions { MaxPixels = 1_000_000 });
                    return image.Size.Pixels is >= 1 and <= 1_000_000;
                }
                catch (ImageFileException e)
                {
                    return !e.Message.Contains('\n', StringComparison.Ordinal);
                }
            },
            iter: 400,
            threads: 2);
    }

    public static TheoryData<string> Kinds => ["a.jpg", "a.png", "a.webp", "a.tif", "a.gif"];

    private byte[] Small(string name)
    {
        string path = _folder[$"whole-{name}"];
        using (Image file = TestFiles.Of(TestPixels.Noise(32, 24, PixelFormat.Rgb))) file.WriteToFile(path);
        return File.ReadAllBytes(path);
    }

    private static byte[] GifClaiming(int width, int height) =>
    [
        .. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 2, 2, 0x44, 1, 0, 0x3B,
    ];
}

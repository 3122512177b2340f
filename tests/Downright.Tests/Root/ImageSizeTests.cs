namespace Downright.Tests.Root;

public sealed class ImageSizeTests
{
    [Theory]
    [InlineData("224", 224, 224)]
    [InlineData("640x480", 640, 480)]
    [InlineData("640X480", 640, 480)]
    [InlineData("1×2", 1, 2)]
    public void Sizes_are_read_as_people_write_them(string text, int width, int height)
    {
        Assert.True(ImageSize.TryParse(text, out ImageSize size));
        Assert.Equal(new ImageSize(width, height), size);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("224x")]
    [InlineData("x224")]
    [InlineData("1x2x3")]
    [InlineData("99999999999")]
    [InlineData("2.5")]
    [InlineData(" 224")]
    public void What_is_no_size_is_refused(string? text) => Assert.False(ImageSize.TryParse(text, out _));

    [Fact]
    public void A_side_is_at_least_one() => Assert.Throws<ArgumentOutOfRangeException>("height", () => new ImageSize(1, 0));

    [Fact]
    public void Pixels_do_not_overflow() => Assert.Equal(65535L * 65535L, new ImageSize(65535, 65535).Pixels);
}

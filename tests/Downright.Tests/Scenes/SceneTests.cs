using Downright.Scenes;

namespace Downright.Tests.Scenes;

public sealed class SceneTests
{
    public static TheoryData<string> Names => [.. Scene.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_makes_the_same_picture_and_another_seed_another(string name)
    {
        var size = new ImageSize(96, 72);
        byte[] first = Scene.Create(name, 7).Render(size).ToArray();
        Assert.Equal(first, Scene.Create(name, 7).Render(size).ToArray());
        byte[] other = Scene.Create(name, 8).Render(size).ToArray();
        Assert.InRange(first.Zip(other).Count(pair => pair.First != pair.Second), first.Length / 2, first.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_size_can_be_rendered(string name)
    {
        foreach (ImageSize size in new ImageSize[] { new(1, 1), new(1, 40), new(40, 1), new(7, 5), new(130, 31), new(31, 130) })
        {
            PixelImage<byte> image = Scene.Create(name, 3).Render(size);
            Assert.Equal(size, image.Size);
            Assert.Equal(PixelFormat.Rgb, image.Format);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_has_the_range_and_the_neighbourly_pixels_of_a_photograph(string name)
    {
        foreach (ulong seed in new ulong[] { 1, 2, 3 })
        {
            PixelImage<byte> image = Scene.Create(name, seed).Render(new ImageSize(320, 240));
            double[] green = [.. image.ToArray().Where((_, i) => i % 3 == 1).Select(value => (double)value)];
            double mean = green.Average(), variance = green.Average(value => (value - mean) * (value - mean));
            Assert.InRange(mean, 60, 190);
            Assert.InRange(Math.Sqrt(variance), 25, 90);

            // White noise would have a correlation of 0 between neighbours; a picture without texture or grain one of 1.
            double together = Enumerable.Range(0, green.Length - 1).Where(i => i % 320 != 319).Average(i => (green[i] - mean) * (green[i + 1] - mean));
            Assert.InRange(together / variance, 0.75, 0.999);
        }
    }

    [Fact]
    public void A_name_that_is_none_is_refused()
    {
        var error = Assert.Throws<ArgumentException>("name", () => Scene.Create("portrait", 1));
        Assert.Contains("landscape", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scene_prints_what_made_it() => Assert.Equal("landscape, seed 5", Scene.Landscape(5).ToString());
}

using Downright.Scenes;

namespace Downright.Tests.Scenes;

public sealed class LetteringTests
{
    private static readonly string Printable = new([.. Enumerable.Range(' ' + 1, '~' - ' ').Select(code => (char)code)]);

    [Fact]
    public void Every_printable_character_has_a_shape_of_its_own()
    {
        string alphabet = Printable + "×·–…→";
        var shapes = alphabet.Append('é').GroupBy(character => Convert.ToHexString(Ink(character.ToString(), 24).Pixels.Span));
        Assert.All(shapes, shape => Assert.Single(shape));
    }

    [Theory]
    [InlineData(8, Lettering.RegularWeight)]
    [InlineData(13.5f, Lettering.BoldWeight)]
    [InlineData(60, Lettering.BoldWeight)]
    public void Text_fills_the_measured_width_and_no_more(float height, float weight)
    {
        const string Text = "HxghjLAMBDA [size] 224 d";
        PixelImage<byte> image = Ink(Text, height, weight);
        var inked = Enumerable.Range(0, image.Width).Where(x => Enumerable.Range(0, image.Height).Any(y => image.Row(y)[x * 3] < 255)).ToList();
        float radius = height * weight / 2;
        Assert.InRange(inked[0], Left - radius - 1, Left);
        Assert.InRange(inked[^1], Left + Lettering.Measure(Text, height) - 1, Left + Lettering.Measure(Text, height) + radius + 1);
    }

    [Fact]
    public void A_line_keeps_within_its_height()
    {
        PixelImage<byte> image = Ink("Ågjpqy@|{}", 20);
        var inked = Enumerable.Range(0, image.Height).Where(y => image.Row(y).ContainsAnyExcept((byte)255)).ToList();
        Assert.InRange(inked[0], Top - 4, Top);
        Assert.InRange(inked[^1], Top + 20, Top + (20 * Lettering.LineHeight));
    }

    [Fact]
    public void Thin_strokes_are_drawn_fainter_instead_of_vanishing()
    {
        PixelImage<byte> thin = Ink("l", 6, 0.02f), thick = Ink("l", 6, 0.4f);
        Assert.InRange(thin.Pixels.ToArray().Min(), 150, 254);
        Assert.Equal(0, thick.Pixels.ToArray().Min());
    }

    [Fact]
    public void What_leaves_the_canvas_is_left_off()
    {
        var canvas = new Canvas(new ImageSize(20, 10), Color.White);
        Lettering.Draw(canvas, "HHHHHHHHHH", -1000, -1000, 12, Color.Black);
        Lettering.Draw(canvas, "HHHHHHHHHH", 1e9f, 1e9f, 12, Color.Black);
        Assert.False(canvas.ToImage().Pixels.Span.ContainsAnyExcept((byte)255));
        Lettering.Draw(canvas, "HHHHHHHHHH", -30, -4, 12, Color.Black);
        Assert.True(canvas.ToImage().Pixels.Span.ContainsAnyExcept((byte)255));
    }

    [Fact]
    public void A_size_of_nothing_is_refused()
    {
        var canvas = new Canvas(new ImageSize(20, 10), Color.White);
        Assert.Throws<ArgumentOutOfRangeException>("height", () => Lettering.Draw(canvas, "x", 0, 0, 0, Color.Black));
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => Lettering.Draw(canvas, "x", 0, 0, 9, Color.Black, float.NegativeInfinity));
        Assert.Equal(0, Lettering.Measure("", 9));
    }

    private const int Left = 16, Top = 16;

    private static PixelImage<byte> Ink(string text, float height, float weight = Lettering.RegularWeight)
    {
        var canvas = new Canvas(new ImageSize((int)(Lettering.Measure(text, height) + height) + 32, (int)(height * 2) + 32), Color.White);
        Lettering.Draw(canvas, text, Left, Top, height, Color.Black, weight);
        return canvas.ToImage();
    }
}

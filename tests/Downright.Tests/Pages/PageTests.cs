using System.Security.Cryptography;
using System.Text;
using Downright.Files;
using Downright.Pages;
using Downright.Tests.Files;

namespace Downright.Tests.Pages;

public sealed class PageTests
{
    private const string Hostile = "<script>alert(1)</script> \"'&";

    [Fact]
    public void Text_from_outside_is_escaped_everywhere()
    {
        PixelImage<byte> image = TestPixels.Noise(4, 4, PixelFormat.Rgb);
        string html = new Page(Hostile, Blocks.Paragraph(Hostile), [
            new Section(
                Hostile,
                Blocks.Heading(Hostile),
                Blocks.Note(Hostile),
                new Table(Hostile, [Hostile], [[Hostile]]).Render(),
                Picture.Row(new VipsImageCodec(), new Picture(Hostile, image)),
                new BarFigure(Hostile, Hostile, Hostile, [Hostile], [new NamedValues(Hostile, [1])]).Render()),
            new Section("second"),
        ]).Render();

        Assert.DoesNotContain("alert(1)</script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("=\"[^\"]*<", html);
        Assert.Equal(2, html.Split("<script>").Length);
    }

    [Fact]
    public void The_policy_allows_the_pages_own_style_and_script_and_nothing_else()
    {
        string html = new Page("A page", Markup.Empty, [new Section("One", new CurveFigure("t", "c", "x", "y", [new Curve("a", [new(0, 1, 0, 2), new(1, 2, 1, 3)])]).Render())]).Render();

        string policy = Between(html, "Content-Security-Policy\" content=\"", "\"").Replace("&#x27;", "'", StringComparison.Ordinal).Replace("&#x2B;", "+", StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        foreach (string tag in (string[])["style", "script"])
        {
            string content = Between(html, $"<{tag}>", $"</{tag}>");
            string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
            Assert.Contains($"{tag}-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        }

        // Inline styles would be blocked, and the plots lose their colours.
        Assert.DoesNotContain("style=\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_names_no_address_to_load_from()
    {
        string html = new Page("A page", Markup.Empty, [new Section("One", new HistogramFigure("t", "c", "x", [new NamedValues("a", [1, 2, 2, 3])]).Render())]).Render();

        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("url\\([^#]", html);
    }

    [Fact]
    public void A_picture_in_a_page_holds_exactly_its_pixels()
    {
        using var folder = new TemporaryFolder();
        var codec = new VipsImageCodec();
        PixelImage<byte> image = TestPixels.Noise(19, 7, PixelFormat.Rgb);

        string data = Between(new Picture("noise", image).Render(codec).ToString(), "base64,", "\"");

        string path = folder.Write("a.png", Convert.FromBase64String(data));
        Assert.Equal(image.ToArray(), codec.Decode(path).ToArray());
    }

    [Fact]
    public void A_table_refuses_a_row_that_does_not_fit()
    {
        var table = new Table("t", ["a", "b"], [["1"]]);
        Assert.Contains("'t'", Assert.Throws<InvalidOperationException>(table.Render).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_in_a_table_stand_to_the_right()
    {
        string html = new Table("t", ["a", "b", "c"], [["opencv:linear", "12.5", "– "]]).Render().ToString();
        Assert.Contains("<td>opencv:linear</td><td class=\"number\">12.5</td><td class=\"number\">", html, StringComparison.Ordinal);
    }

    private static string Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}

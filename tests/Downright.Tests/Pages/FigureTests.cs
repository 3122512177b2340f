using System.Xml.Linq;
using Downright.Pages;

namespace Downright.Tests.Pages;

public sealed class FigureTests
{
    private static readonly string[] Variables = ["var(--ink)", "var(--quiet)", "var(--grid)", "var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)"];

    public static TheoryData<Figure> Figures =>
    [
        new BarFigure("Stacked", "c", "v", ["a", "b"], [new("one", [1, 2]), new("two", [3, 4])]) { Stacked = true },
        new BarFigure("Side by side", "c", "v", ["a", "b"], [new("one", [1, 2]), new("two", [3, 4])]) { Maximum = 5 },
        new BarFigure("Logarithmic", "c", "v", ["a", "b"], [new("one", [0.02, 2000])]) { Logarithmic = true },
        new HistogramFigure("Distribution", "c", "x", [new("one", [1, 2, 3, double.PositiveInfinity]), new("two", [2, 2, double.NaN])]),
        new HistogramFigure("Nothing", "c", "x", [new("one", [])]),
        new CurveFigure("Curves", "c", "x", "y", [.. Enumerable.Range(0, 7).Select(i => new Curve($"curve {i}", [new(0, i, i - 0.5, i + 0.5), new(1, i, i - 1, i + 1)]))]),
    ];

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_figure_is_inline_svg_in_the_pages_own_colours(Figure figure)
    {
        XElement svg = XElement.Parse(figure.Render().ToString()).Descendants("svg").Single();

        Assert.Equal(figure.Title, svg.Attribute("aria-label")!.Value);
        Assert.Contains(svg.Descendants("text"), text => text.Value == figure.Title);
        string[] paints = [.. svg.Descendants().Attributes().Where(a => a.Name.LocalName is "fill" or "stroke").Select(a => a.Value).Distinct()];
        Assert.All(paints, paint => Assert.Contains(paint, (string[])[.. Variables, "none", "transparent"]));
        Assert.Contains("var(--ink)", paints);
    }

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        XElement svg = Svg(new BarFigure("t", "c", "v", ["a", "b", "c"], [new("one", [1, 2, 4])]));
        double[] widths = [.. svg.Descendants("rect").Where(r => r.Attribute("fill")?.Value == "var(--c1)").Select(r => (double)r.Attribute("width")!)];
        Assert.Equal(3, widths.Length);
        Assert.Equal(2, widths[1] / widths[0], 0.01);
        Assert.Equal(4, widths[2] / widths[0], 0.01);
    }

    [Fact]
    public void Each_curve_has_a_line_and_a_band()
    {
        XElement svg = Svg(new CurveFigure("t", "c", "x", "y", [new Curve("a", [new(0, 1, 0, 2), new(1, 2, 1, 3)]), new Curve("b", [new(0, 3, 3, 3), new(1, 2, 2, 2)])]));
        foreach (string color in (string[])["var(--c1)", "var(--c2)"])
        {
            Assert.Contains(svg.Descendants("polyline"), line => line.Attribute("stroke")?.Value == color);
            Assert.Contains(svg.Descendants("polygon"), band => band.Attribute("fill")?.Value == color && band.Attribute("fill-opacity") is not null);
        }
    }

    [Fact]
    public void Figures_of_one_page_share_no_names()
    {
        string[] names = [.. new[] { "a", "b" }.SelectMany(title => Svg(new HistogramFigure(title, "c", "x", [new("one", [1, 2])])).Descendants().Attributes("id")).Select(id => id.Value)];
        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void The_same_figure_is_always_the_same_bytes()
    {
        static string Render() => new HistogramFigure("t", "c", "x", [new("one", [1, 2, 3])]).Render().ToString();
        Assert.Equal(Render(), Render());
    }

    private static XElement Svg(Figure figure) => XElement.Parse(figure.Render().ToString()).Descendants("svg").Single();
}

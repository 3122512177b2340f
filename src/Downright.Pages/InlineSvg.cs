using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using OxyPlot;

namespace Downright.Pages;

/// <summary>
/// Turns a plot into SVG that can stand inside a page: without the declarations of a document, with attributes in place of
/// inline styles, which the page's policy forbids, and with the page's variables in place of colours.
/// </summary>
internal static class InlineSvg
{
    public static Markup Of(PlotModel model, double width, double height, string title)
    {
        string drawn = new SvgExporter { Width = width, Height = height, IsDocument = false, TextMeasurer = new BrowserText(width, height) }.ExportToString(model);
        XElement svg = XElement.Parse(drawn);
        // Names of clipping paths count for the whole page.
        string prefix = $"p{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(drawn)).AsSpan(0, 6))}-";
        foreach (XElement element in svg.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
            if (element.Attribute("style") is { } style) Spread(element, style);
            foreach (XAttribute attribute in element.Attributes().ToArray())
            {
                if (attribute.IsNamespaceDeclaration) attribute.Remove();
                else if (attribute.Name == "id") attribute.Value = prefix + attribute.Value;
                else if (attribute.Value.StartsWith("url(#", StringComparison.Ordinal)) attribute.Value = $"url(#{prefix}{attribute.Value[5..]}";
                else if (PlotColors.Variables.TryGetValue(attribute.Value, out string? variable)) attribute.Value = variable;
            }
        }

        svg.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("aria-label", title);
        return Markup.Trusted(svg.ToString(SaveOptions.DisableFormatting));
    }

    private static void Spread(XElement element, XAttribute style)
    {
        style.Remove();
        foreach (string declaration in style.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = declaration.IndexOf(':', StringComparison.Ordinal);
            element.SetAttributeValue(declaration[..colon].Trim(), declaration[(colon + 1)..].Trim());
        }
    }
}

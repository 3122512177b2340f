using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Downright.Pages;

/// <summary>A piece of HTML in which all text is escaped.</summary>
public sealed class Markup
{
    internal static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string _html;

    private Markup(string html) => _html = html;

    /// <summary>Nothing.</summary>
    public static Markup Empty { get; } = new("");

    /// <summary>HTML whose tags are the literal parts and whose holes are escaped, pieces of markup aside: <c>Markup.Of($"&lt;p&gt;{text}&lt;/p&gt;")</c>.</summary>
    /// <param name="html">An interpolated string; holes stand in text or in quoted attributes.</param>
    public static Markup Of(MarkupBuilder html) => new(html.ToString());

    /// <summary>Several pieces, one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return new Markup(new StringBuilder().AppendJoin("", pieces).ToString());
    }

    /// <summary>Text, escaped.</summary>
    public static Markup Text(string text) => new(Encoder.Encode(text));

    /// <summary>HTML that this project wrote itself.</summary>
    internal static Markup Trusted(string html) => new(html);

    /// <summary>The HTML.</summary>
    public override string ToString() => _html;
}

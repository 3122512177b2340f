using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Downright.Pages;

/// <summary>What the compiler makes of an interpolated string of HTML: the literal parts stay, the holes are escaped.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupBuilder
{
    private readonly StringBuilder _html;

    /// <summary>Begins.</summary>
    /// <param name="literalLength">The characters of the literal parts.</param>
    /// <param name="formattedCount">The number of holes.</param>
    public MarkupBuilder(int literalLength, int formattedCount) => _html = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Appends a literal part.</summary>
    public void AppendLiteral(string html) => _html.Append(html);

    /// <summary>Appends a piece of markup as it is.</summary>
    public void AppendFormatted(Markup markup) => _html.Append(markup);

    /// <summary>Appends pieces of markup as they are.</summary>
    public void AppendFormatted(IEnumerable<Markup> markup) => _html.AppendJoin("", markup);

    /// <summary>Appends text, escaped.</summary>
    public void AppendFormatted(string? text) => _html.Append(Markup.Encoder.Encode(text ?? ""));

    /// <summary>Appends a value as it is written everywhere, escaped.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>The HTML so far.</summary>
    public override string ToString() => _html.ToString();
}

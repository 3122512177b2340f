namespace Downright.Pages;

/// <summary>The simple blocks of a page.</summary>
public static class Blocks
{
    /// <summary>A paragraph.</summary>
    public static Markup Paragraph(string text) => Markup.Of($"<p>{text}</p>\n");

    /// <summary>A smaller heading inside a section.</summary>
    public static Markup Heading(string text) => Markup.Of($"<h3>{text}</h3>\n");

    /// <summary>A paragraph that is to be noticed.</summary>
    public static Markup Note(string text) => Markup.Of($"""<p class="note">{text}</p>""");

    /// <summary>Blocks side by side, as many in a row as fit.</summary>
    public static Markup Row(IEnumerable<Markup> blocks) => Markup.Of($"""<div class="row">{blocks}</div>""");
}

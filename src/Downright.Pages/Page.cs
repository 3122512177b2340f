using System.Security.Cryptography;
using System.Text;

namespace Downright.Pages;

/// <summary>
/// A self-contained HTML page for screen and print, light and dark. It asks nothing of any network, and its content
/// security policy, which allows its own style and script by hash alone, keeps it so.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Lead">What stands below the title, before the first section.</param>
/// <param name="Sections">The sections; with more than one the page begins with links to them.</param>
public sealed record Page(string Title, Markup Lead, IReadOnlyList<Section> Sections)
{
    private static readonly string Style = Resource("page.css");
    private static readonly string Script = Resource("page.js");

    /// <summary>The whole page as HTML.</summary>
    public string Render()
    {
        string policy = $"default-src 'none'; img-src data:; style-src {HashOf(Style)}; script-src {HashOf(Script)}; base-uri 'none'; form-action 'none'";
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>{Title}</title>
            <style>{Markup.Trusted(Style)}</style>
            </head>
            <body>
            <header><h1>{Title}</h1>{Lead}</header>
            {Contents()}
            <main>
            {Sections.Select((section, i) => section.Render(IdOf(i)))}
            </main>
            <script>{Markup.Trusted(Script)}</script>
            </body>
            </html>

            """).ToString();
    }

    /// <summary>Writes the page in UTF-8.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(Render()));
    }

    private Markup Contents() => Sections.Count < 2
        ? Markup.Empty
        : Markup.Of($"""<nav aria-label="Contents"><ul>{Sections.Select((section, i) => Markup.Of($"""<li><a href="#{IdOf(i)}">{section.Title}</a></li>"""))}</ul></nav>""");

    private static string IdOf(int section) => $"s{section + 1}";

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

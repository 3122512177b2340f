namespace Downright.Pages;

/// <summary>A section of a page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Contents">What stands in it, from top to bottom.</param>
public sealed record Section(string Title, params IReadOnlyList<Markup> Contents)
{
    internal Markup Render(string id) => Markup.Of($"""
        <section id="{id}"><h2>{Title}</h2>
        {Contents}
        </section>

        """);
}

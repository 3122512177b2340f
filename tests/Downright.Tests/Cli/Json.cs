using System.Text.Json;

namespace Downright.Tests.Cli;

/// <summary>Reads the tool's JSON.</summary>
internal static class Json
{
    /// <summary>Parses text that is one document and nothing else.</summary>
    public static JsonElement Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The keys of an object, in its order.</summary>
    public static string[] Keys(this JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    /// <summary>An array of whole numbers.</summary>
    public static int[] Integers(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetInt32())];
}

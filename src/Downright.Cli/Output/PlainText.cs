namespace Downright.Cli.Output;

/// <summary>Text from outside, such as the names of files, as terminals may see it.</summary>
internal static class PlainText
{
    /// <summary>The text with a question mark for each line break, control character and mark that turns the direction of writing.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (plain, source) =>
    {
        for (int i = 0; i < plain.Length; i++) plain[i] = Steers(source[i]) ? '?' : source[i];
    });

    private static bool Steers(char character) =>
        char.IsControl(character) || character is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

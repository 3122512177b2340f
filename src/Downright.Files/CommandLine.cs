using System.Text;

namespace Downright.Files;

/// <summary>A command with places for files and sizes, as one text: <c>convert {in} -resize {width}x{height}! {out}</c>.</summary>
public sealed record CommandLine
{
    private CommandLine(string text, IReadOnlyList<string> words)
    {
        Text = text;
        Words = words;
    }

    /// <summary>The command as it was given.</summary>
    public string Text { get; }

    /// <summary>The program, and what stands after it, with the places still in them.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Reads a command.</summary>
    /// <param name="text">Words parted by spaces; quotes of either kind hold spaces together.</param>
    /// <param name="shell">Whether a shell is to read the text instead.</param>
    /// <exception cref="FormatException">It is no command, or has no place for the files; the message says what would be right.</exception>
    public static CommandLine Parse(string text, bool shell)
    {
        foreach (string place in (ReadOnlySpan<string>)["{in}", "{out}"])
            if (!text.Contains(place, StringComparison.Ordinal)) throw new FormatException($"the command needs a place {place} for a PNG file, as in 'convert {{in}} -resize {{width}}x{{height}}! {{out}}'");
        if (shell) return new CommandLine(text, OperatingSystem.IsWindows() ? ["cmd.exe", "/c", text] : ["/bin/sh", "-c", text]);

        List<string> words = Split(text);
        return words.Count > 0 && words[0].Length > 0 ? new CommandLine(text, words) : throw new FormatException("the command begins with a program");
    }

    /// <summary>The words with the places filled in.</summary>
    public string[] Fill(string input, string output, ImageSize size) =>
    [
        .. Words.Select(word => word
            .Replace("{width}", $"{size.Width}", StringComparison.Ordinal)
            .Replace("{height}", $"{size.Height}", StringComparison.Ordinal)
            .Replace("{in}", input, StringComparison.Ordinal)
            .Replace("{out}", output, StringComparison.Ordinal)),
    ];

    private static List<string> Split(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        char quote = '\0';
        bool begun = false;
        foreach (char c in text)
        {
            if (quote != '\0' ? c == quote : c is '\'' or '"')
            {
                quote = quote == '\0' ? c : '\0';
                begun = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (begun) words.Add(word.ToString());
                word.Clear();
                begun = false;
            }
            else
            {
                word.Append(c);
                begun = true;
            }
        }

        if (quote != '\0') throw new FormatException($"a quote {quote} is not closed");
        if (begun) words.Add(word.ToString());
        return words;
    }
}

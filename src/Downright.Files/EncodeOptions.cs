namespace Downright.Files;

/// <summary>How an image file is written.</summary>
public sealed record EncodeOptions
{
    /// <summary>Whether an existing file is replaced; without it an existing file is an error, and stays as it is.</summary>
    public bool Overwrite { get; init; }

    /// <summary>JPEG's quality, 1–100. From 90 up colours keep their full resolution.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not within 1–100.</exception>
    public int JpegQuality
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            field = value;
        }
    } = 95;

    /// <summary>
    /// Text chunks of a PNG, in this order, such as <c>Software</c>: <c>Downright</c>. A keyword has 1–79 characters;
    /// keyword and text hold printable ASCII only. JPEG files carry none.
    /// </summary>
    /// <exception cref="ArgumentException">A keyword or text cannot stand in a PNG.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> PngText
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var (keyword, text) in value)
            {
                if (keyword.Length is < 1 or > 79 || !IsPrintableAscii(keyword) || !IsPrintableAscii(text))
                    throw new ArgumentException($"PNG text \"{keyword}\" needs a keyword of 1–79 characters and printable ASCII only.", nameof(value));
            }

            field = value;
        }
    } = [];

    private static bool IsPrintableAscii(string text) => text.All(c => c is >= ' ' and <= '~');
}

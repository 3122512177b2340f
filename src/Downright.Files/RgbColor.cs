using System.Globalization;

namespace Downright.Files;

/// <summary>An opaque colour, 8 bits a channel.</summary>
/// <param name="Red">Red, 0–255.</param>
/// <param name="Green">Green, 0–255.</param>
/// <param name="Blue">Blue, 0–255.</param>
public readonly record struct RgbColor(byte Red, byte Green, byte Blue)
{
    /// <summary>White, 255 in every channel.</summary>
    public static RgbColor White { get; } = new(255, 255, 255);

    /// <summary>Black, 0 in every channel.</summary>
    public static RgbColor Black { get; } = new(0, 0, 0);

    /// <summary>Whether the three channels are equal.</summary>
    public bool IsGray => Red == Green && Green == Blue;

    /// <summary>Reads <c>#rrggbb</c> (the <c>#</c> may be left out), <c>white</c>, <c>black</c> or <c>gray</c>.</summary>
    /// <param name="text">The colour as people write it.</param>
    /// <param name="color">The colour read, or the default.</param>
    /// <returns>Whether the text is a colour.</returns>
    public static bool TryParse(string? text, out RgbColor color)
    {
        color = default;
        switch (text?.ToLowerInvariant())
        {
            case "white": color = White; return true;
            case "black": color = Black; return true;
            case "gray" or "grey": color = new RgbColor(128, 128, 128); return true;
            case null: return false;
        }

        ReadOnlySpan<char> digits = text.StartsWith('#') ? text.AsSpan(1) : text;
        if (digits.Length != 6 || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)) return false;
        color = new RgbColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}

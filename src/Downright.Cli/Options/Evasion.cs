using System.Globalization;

namespace Downright.Cli.Options;

/// <summary>What <c>--evade</c> asks for.</summary>
internal enum EvasionKind
{
    /// <summary>JPEG at a quality of 1–100.</summary>
    Jpeg,

    /// <summary>The attack's frequencies weakened to a factor of 0–1.</summary>
    Suppress,

    /// <summary>Peaks added, each the largest coefficient divided by a number above 0.</summary>
    Peaks,

    /// <summary>The target's histogram matched to the source's.</summary>
    Histogram,
}

/// <summary>One value of <c>--evade</c>: <c>jpeg=90</c>, <c>suppress=0.6</c>, <c>peaks=50</c>, <c>histogram</c>.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Amount">How much; 0 for the histogram.</param>
internal readonly record struct Evasion(EvasionKind Kind, double Amount)
{
    public static bool TryParse(string text, out Evasion evasion)
    {
        string[] parts = text.Split('=', 2);
        evasion = default;
        if (text == "histogram")
        {
            evasion = new Evasion(EvasionKind.Histogram, 0);
            return true;
        }

        if (parts.Length != 2 || !double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount)) return false;
        EvasionKind? kind = (parts[0], amount) switch
        {
            ("jpeg", >= 1 and <= 100) when amount % 1 == 0 => EvasionKind.Jpeg,
            ("suppress", >= 0 and <= 1) => EvasionKind.Suppress,
            ("peaks", > 0) when double.IsFinite(amount) => EvasionKind.Peaks,
            _ => null,
        };
        if (kind is { } known) evasion = new Evasion(known, amount);
        return kind is not null;
    }
}

using NetVips;

namespace Downright.Files;

/// <summary>What libvips says about a failure, in one line.</summary>
internal static class VipsReason
{
    /// <summary>
    /// The first thing that went wrong, without the name of the code that found it. NetVips puts the operation on the
    /// line before it; libvips puts consequences on the lines after it.
    /// </summary>
    public static string Of(VipsException exception)
    {
        string[] lines = exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string reason = lines.Length > 1 ? lines[1] : exception.Message.Trim();
        // Where libvips says nothing, NetVips names the operation alone.
        if (reason.StartsWith("unable to call", StringComparison.Ordinal)) return "it cannot be decoded";
        int domain = reason.IndexOf(": ", StringComparison.Ordinal);
        return domain > 0 && !reason[..domain].Contains(' ') ? reason[(domain + 2)..] : reason;
    }
}

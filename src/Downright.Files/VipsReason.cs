using NetVips;

namespace Downright.Files;

/// <summary>What libvips says about a failure, in one line.</summary>
internal static class VipsReason
{
    /// <summary>The first thing that went wrong: NetVips puts the operation before it, and consequences after it.</summary>
    public static string Of(VipsException exception)
    {
        string[] lines = exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : exception.Message.Trim();
    }
}

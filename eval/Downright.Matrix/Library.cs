using System.Text.RegularExpressions;

namespace Downright.Matrix;

/// <summary>A library and all its ways to scale.</summary>
/// <param name="Name">The library, and the package or program that it is called through.</param>
/// <param name="Version">Its version; empty where it is missing.</param>
/// <param name="SafeSetting">What to use of it, in words.</param>
/// <param name="Subjects">Its ways to scale; empty where it is missing.</param>
internal sealed partial record Library(string Name, string Version, string SafeSetting, IReadOnlyList<Subject> Subjects)
{
    /// <summary>Why it cannot be vetted here; null where it can.</summary>
    public string? Missing { get; init; }

    /// <summary>A library in this process.</summary>
    /// <param name="name">The library and its package.</param>
    /// <param name="version">Asks the native library.</param>
    /// <param name="safeSetting">What to use of it.</param>
    /// <param name="subjects">Its ways to scale.</param>
    public static Library InProcess(string name, Func<string> version, string safeSetting, IEnumerable<Subject> subjects)
    {
        try
        {
            return new Library(name, version(), safeSetting, [.. subjects]);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            return Absent(name, $"its native library does not load: {e.GetBaseException().Message.Split('\n')[0]}");
        }
    }

    /// <summary>A library that is a program.</summary>
    /// <param name="name">The library and its program.</param>
    /// <param name="version">The program and the arguments that make it say its version.</param>
    /// <param name="safeSetting">What to use of it.</param>
    /// <param name="subjects">Its ways to scale.</param>
    public static Library Command(string name, string[] version, string safeSetting, IEnumerable<Subject> subjects) =>
        ProgramOutput.Of(version) is { } text ? new Library(name, Number().Match(text).Value, safeSetting, [.. subjects]) : Absent(name, $"'{string.Join(' ', version)}' does not run here");

    /// <summary>A library that is not there.</summary>
    public static Library Absent(string name, string reason) => new(name, "", "", []) { Missing = reason };

    /// <summary>The first number with points in it, and what follows it.</summary>
    [GeneratedRegex(@"\d+(\.\d+)+(-\d+)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}

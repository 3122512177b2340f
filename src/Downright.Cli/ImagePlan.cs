using Downright.Files;

namespace Downright.Cli;

/// <summary>Which file is written for which input; made, and checked, before anything is written.</summary>
/// <param name="Steps">Input and output of each image.</param>
internal sealed record ImagePlan(IReadOnlyList<(string Input, string Output)> Steps)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="inputs">The image files.</param>
    /// <param name="output">A file for one input, or an existing folder for any number, in which names end in .png.</param>
    /// <param name="keepsAlpha">Whether the images may have alpha, which JPEG does not hold.</param>
    /// <param name="overwrite">Whether existing files may be replaced.</param>
    /// <exception cref="UsageException">Outputs collide with each other or with an input, or cannot be images.</exception>
    /// <exception cref="ImageFileException">An output cannot be put there.</exception>
    public static ImagePlan Create(IReadOnlyList<string> inputs, string output, bool keepsAlpha, bool overwrite)
    {
        bool intoFolder = Directory.Exists(output);
        if (!intoFolder && inputs.Count > 1) throw new UsageException($"--output is '{output}', which is no existing folder; {inputs.Count} inputs need one");

        (string Input, string Output)[] steps = [.. inputs.Select(input => (input, intoFolder ? Path.Combine(output, Path.GetFileNameWithoutExtension(input) + ".png") : output))];
        var takenBy = new Dictionary<string, string>(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (var step in steps)
        {
            if (!takenBy.TryAdd(Path.GetFullPath(step.Output), step.Input))
                throw new UsageException($"{takenBy[Path.GetFullPath(step.Output)]} and {step.Input} would both become {step.Output}; write one of them elsewhere");
        }

        foreach (var step in steps)
        {
            ThrowIfNoImage(step.Output, keepsAlpha);
            if (inputs.FirstOrDefault(input => IsSame(input, step.Output)) is { } same)
                throw new UsageException($"--output: {step.Output} is the input {same} itself; write to another file");
            OutputFile.ThrowIfBlocked(step.Output, overwrite);
        }

        return new ImagePlan(steps);
    }

    private static void ThrowIfNoImage(string output, bool keepsAlpha)
    {
        string extension = Path.GetExtension(output).ToLowerInvariant();
        if (extension is not (".png" or ".jpg" or ".jpeg")) throw new UsageException($"--output: {output} should end in .png, .jpg or .jpeg");
        if (keepsAlpha && extension != ".png") throw new UsageException($"--output: {output} cannot keep alpha; write a .png, or choose --alpha flatten or drop");
    }

    private static bool IsSame(string input, string output) => RealPath(input) == RealPath(output);

    private static string RealPath(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
}

using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;

namespace Downright.Cli;

/// <summary><c>evaluate</c>: starts <c>downright-evaluate</c>, which stays a program of its own so that this one stays light.</summary>
internal sealed class EvaluateVerb : Verb
{
    private const string Program = "downright-evaluate";

    private static readonly string FileName = OperatingSystem.IsWindows() ? $"{Program}.exe" : Program;

    public EvaluateVerb()
        : base("evaluate", $"Reproduces the experiments of the paper on your photos and classifier; {Program} --help lists all options.", "downright evaluate all --images photos/ --model model.onnx -o out/") =>
        TreatUnmatchedTokensAsErrors = false;

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        using Process process = Start(Find(), arguments.UnmatchedTokens);
        // Ctrl-C reaches both programs; a request to end this one has to be passed on.
        using CancellationTokenRegistration registration = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    private static string Find()
    {
        string?[] folders = [AppContext.BaseDirectory, Path.GetDirectoryName(Environment.ProcessPath), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        return folders.Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => Path.Combine(folder!, FileName)).FirstOrDefault(File.Exists)
            ?? throw new UsageException($"evaluate needs {Program}, which stands neither beside this program nor on the PATH; dotnet tool install Downright.Evaluation.Tool brings it");
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        }
        catch (Win32Exception e)
        {
            throw new UsageException($"{program} cannot be started ({e.Message})");
        }
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Downright.Cli;

/// <summary><c>evaluate</c>: starts <c>downright-evaluate</c>, which stays a program of its own so that this one stays light.</summary>
internal sealed partial class EvaluateVerb : Verb
{
    private const string Program = "downright-evaluate";
    private const string FromSource = "dotnet run -c Release --project eval/Downright.Evaluation -- demo -o out/";
    private const int Terminate = 15;

    private static readonly string FileName = OperatingSystem.IsWindows() ? $"{Program}.exe" : Program;

    public EvaluateVerb()
        : base("evaluate", $"Reproduces the experiments of the paper on your photos and classifier. The work is done by {Program}, which has to stand beside this program or on the PATH and explains its options itself; a clone of the repository runs it by {FromSource}", "downright evaluate all --images photos/ --model model.onnx -o out/") =>
        TreatUnmatchedTokensAsErrors = false;

    /// <summary>Lets the program that does the work explain itself and its commands; where it is not there, the usual page says how to get it.</summary>
    /// <param name="usual">The usual page.</param>
    public void Explain(SynchronousCommandLineAction usual) => Add(new HelpOption { Action = new ProgramHelp(usual) });

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation) => Run(
        Find() ?? throw new UsageException($"evaluate needs {Program}, which stands neither beside this program nor on the PATH; dotnet tool install Downright.Evaluation.Tool brings it, and in a clone of the repository it is {FromSource}"),
        arguments.UnmatchedTokens,
        cancellation);

    private static int Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using Process process = Start(program, arguments);
        // Ctrl-C reaches both programs; a request to end this one has to be passed on. Either way the other one cleans up first.
        using CancellationTokenRegistration registration = cancellation.Register(() => End(process));
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    private static string? Find()
    {
        string?[] folders = [AppContext.BaseDirectory, Path.GetDirectoryName(Environment.ProcessPath), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        return folders.Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => Path.Combine(folder!, FileName)).FirstOrDefault(File.Exists);
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

    private static void End(Process process)
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(process.Id, Terminate);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);

    /// <summary>The other program's help, or this one's.</summary>
    private sealed class ProgramHelp(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
    {
        /// <inheritdoc/>
        public override bool ClearsParseErrors => true;

        /// <inheritdoc/>
        public override int Invoke(ParseResult parseResult) =>
            Find() is { } program ? Run(program, [.. parseResult.UnmatchedTokens, "--help"], CancellationToken.None) : usual.Invoke(parseResult);
    }
}

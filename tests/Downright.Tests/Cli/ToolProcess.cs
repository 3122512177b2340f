using System.Diagnostics;

namespace Downright.Tests.Cli;

/// <summary>Runs the built tool as a process of its own.</summary>
internal static class ToolProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The tool's assembly, which the build puts beside the tests.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Downright.Cli.dll");

    /// <summary>The host that runs the tests runs the tool too.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    public static ToolResult Run(params string[] arguments) => Start(Host, [Assembly, .. arguments]).Result();

    public static ToolResult RunWith(Dictionary<string, string> environment, params string[] arguments) =>
        Start(Host, [Assembly, .. arguments], environment).Result();

    /// <summary>Runs the tool as somebody whom the modes of files bind, also where the tests run as the superuser; else skips the test.</summary>
    public static ToolResult RunWithoutPrivilege(params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess) return Run(arguments);
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "Without setpriv the superuser cannot become somebody else.");
        string[] tool = ["--reuid", "65534", "--regid", "65534", "--clear-groups", Host, Assembly];
        Assert.SkipUnless(Start("/usr/bin/setpriv", [.. tool, "--version"]).Result().ExitCode == 0, "Somebody else may not run the tool where it is built.");
        return Start("/usr/bin/setpriv", [.. tool, .. arguments]).Result();
    }

    /// <summary>Makes a named pipe, or skips the test.</summary>
    public static void MakePipe(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not say that a file is a pipe.");
        Assert.SkipUnless(Start("mkfifo", [path]).Result().ExitCode == 0, "No pipe can be made here.");
    }

    /// <summary>Starts any program, with its output and errors kept.</summary>
    public static RunningTool Start(string program, string[] arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment.Remove("DOWNRIGHT_TRACE");
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunningTool(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    internal sealed record RunningTool(Process Process, Task<string> Output, Task<string> Error)
    {
        /// <summary>Waits for its end.</summary>
        /// <param name="patience">How long; a minute unless told.</param>
        public ToolResult Result(TimeSpan? patience = null)
        {
            using (Process)
            {
                if (!Process.WaitForExit(patience ?? Patience))
                {
                    Process.Kill(entireProcessTree: true);
                    Assert.Fail($"The tool did not end within {patience ?? Patience}.");
                }

                return new ToolResult(Process.ExitCode, Output.Result, Error.Result);
            }
        }
    }
}

/// <summary>How a run of the tool ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Asserts that all went well, silently on standard error.</summary>
    public ToolResult AssertDone()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
        return this;
    }

    /// <summary>Asserts that the run was refused: exit code 2, one line that says all of this, and nothing on standard output.</summary>
    public void AssertRefused(params string[] saying)
    {
        Assert.Equal("", Output);
        string line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("downright: ", line, StringComparison.Ordinal);
        foreach (string text in saying) Assert.Contains(text, line, StringComparison.Ordinal);
        Assert.Equal(2, ExitCode);
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace Downright.Matrix;

/// <summary>What a program writes.</summary>
internal static class ProgramOutput
{
    /// <summary>A program's standard output; null where it does not run or ends with another exit code than 0.</summary>
    /// <param name="command">The program and its arguments.</param>
    public static string? Of(string[] command)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            _ = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

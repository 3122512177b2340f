using System.ComponentModel;
using System.Diagnostics;

namespace Downright.Scanning.Slurm;

/// <summary>Submits jobs with <c>sbatch</c>.</summary>
public static class BatchSubmission
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Submits a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="after">The job that must have ended before, whichever way; null for none.</param>
    /// <returns>The job's number.</returns>
    /// <exception cref="ScanException">There is no sbatch here, or it refuses the job.</exception>
    public static string Submit(string script, string? after = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        string[] arguments = after is null ? ["--parsable"] : ["--parsable", $"--dependency=afterany:{after}"];
        var start = new ProcessStartInfo("sbatch", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            process.StandardInput.Write(script);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading the job; its errors say why.
        }

        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new ScanException($"sbatch did not answer within {Patience.TotalMinutes} minutes; is the cluster up?");
        }

        string said = string.Join(' ', error.GetAwaiter().GetResult().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (process.ExitCode != 0) throw new ScanException($"sbatch refused the job: {said}");
        // "number" or, between clusters, "number;cluster".
        return output.GetAwaiter().GetResult().Trim().Split(';')[0];
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ScanException("sbatch cannot be started; --slurm is for machines that belong to a Slurm cluster (--dry-run only prints the job)", e);
        }
    }
}

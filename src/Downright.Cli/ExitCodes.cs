namespace Downright.Cli;

/// <summary>What the tool's exit codes mean, the same for every verb and format.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and nothing was found.</summary>
    public const int Done = 0;

    /// <summary>Done, with findings.</summary>
    public const int Findings = 1;

    /// <summary>A usage, input or output error; it outranks findings.</summary>
    public const int Error = 2;

    /// <summary>Interrupted, by Ctrl-C or a request to terminate.</summary>
    public const int Interrupted = 130;

    /// <summary>The lines that every help page ends with.</summary>
    public const string Help = """
        Exit codes:
          0    done
          1    done, with findings
          2    usage, input or output error
          130  interrupted
        """;
}

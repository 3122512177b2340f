using Downright.Vetting;

namespace Downright.Cli.Output;

/// <summary>Verdicts as they stand in tables, JSON and SARIF.</summary>
internal static class VerdictWords
{
    /// <summary>The word of a verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Robust => "robust",
        Verdict.Vulnerable => "vulnerable",
        _ => "undetermined",
    };
}

namespace Downright.Matrix;

/// <summary>Attacks on rows of the matrix, as <c>docs/matrix-confirmation.json</c> holds them.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Rows">An attacked row each.</param>
internal sealed record ConfirmationReport(string Schema, IReadOnlyList<ConfirmationRow> Rows)
{
    /// <summary>The kind and version that this program writes.</summary>
    public const string Kind = "downright/matrix-confirmation/1";
}

/// <summary>What the attacks on one row reached.</summary>
/// <param name="Library">The row's library.</param>
/// <param name="Version">Its version.</param>
/// <param name="Scaler">The row's name.</param>
/// <param name="Operator">Where the attacked operator is from: the library's profile, or recovered from its outputs.</param>
/// <param name="Gains">Per pair, how many dB more PSNR the attack has than the best one on exact area scaling.</param>
/// <param name="Errors">Per pair, the largest difference between the library's bytes and the target image, in grey levels.</param>
internal sealed record ConfirmationRow(string Library, string Version, string Scaler, string Operator, IReadOnlyList<double> Gains, IReadOnlyList<int> Errors)
{
    /// <summary>Whether this is what a verdict says: vulnerable, every output within ε + 2 and 3 dB gained; robust, no more than 1 dB gained.</summary>
    public bool Confirms(string? verdict) => verdict switch
    {
        "vulnerable" => Gains.Min() >= 3 && Errors.Max() <= Confirmation.Epsilon + 2,
        "robust" => Gains.Max() <= 1,
        _ => false,
    };
}

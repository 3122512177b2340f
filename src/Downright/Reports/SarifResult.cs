using System.Text.Json.Nodes;

namespace Downright.Reports;

/// <summary>What came of one check of one thing, as SARIF's <c>result</c> (section 3.27).</summary>
public sealed record SarifResult
{
    /// <summary>The rule that was checked, one of those that the report is given.</summary>
    public required SarifRule Rule { get; init; }

    /// <summary>What came of it; other than <see cref="SarifKind.Fail"/> it has no level.</summary>
    public required SarifKind Kind { get; init; }

    /// <summary>What was found, in words.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// What stays the same from run to run as long as the finding does: a scaler's name, or the hash of an image's bytes. The
    /// fingerprint is made of it and of the rule.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>The file that it is about, relative to the folder that everything is relative to; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>What it is about that is no file, or a part of one: a scaler, or a node of a model; null where there is none.</summary>
    public string? LogicalName { get; init; }

    /// <summary>SARIF's <c>kind</c> of <see cref="LogicalName"/> (section 3.33.7).</summary>
    public string LogicalKind { get; init; } = "function";

    /// <summary>The numbers behind it, such as score, threshold and ratio; keys in camel case. NaN and infinities cannot be written.</summary>
    public JsonObject Properties { get; init; } = [];
}

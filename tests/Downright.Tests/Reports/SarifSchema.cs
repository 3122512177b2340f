using NJsonSchema;

namespace Downright.Tests.Reports;

/// <summary>The schema of SARIF 2.1.0, from a package of its publisher's.</summary>
internal static class SarifSchema
{
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json")).GetAwaiter().GetResult());

    /// <summary>What a document does wrong.</summary>
    public static string[] Violations(string document) => [.. Schema.Value.Validate(document).Select(e => e.ToString())];
}

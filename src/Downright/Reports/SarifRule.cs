namespace Downright.Reports;

/// <summary>One kind of finding, as SARIF's <c>reportingDescriptor</c> (section 3.49).</summary>
/// <param name="Id">A name that never changes its meaning, such as <c>DR0001</c>.</param>
/// <param name="Name">The same for people, in Pascal case.</param>
/// <param name="Description">What it is about: a sentence.</param>
/// <param name="Level">How bad a result of the kind <see cref="SarifKind.Fail"/> is.</param>
public sealed record SarifRule(string Id, string Name, string Description, SarifLevel Level)
{
    /// <summary>
    /// Words to filter by. By default what all findings about image scaling share: MITRE ATLAS's adversarial data and indirect
    /// prompt injection, and OWASP AISVS's requirement on images that are made smaller.
    /// </summary>
    public IReadOnlyList<string> Tags { get; init; } = ["security", "image-scaling", "ATLAS/AML.T0043", "ATLAS/AML.T0051.001", "AISVS/2.3.4"];
}

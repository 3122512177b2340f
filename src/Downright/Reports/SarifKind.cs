namespace Downright.Reports;

/// <summary>What came of a check, as SARIF's <c>kind</c> (section 3.27.9).</summary>
public enum SarifKind
{
    /// <summary>The problem is there.</summary>
    Fail,

    /// <summary>The problem is not there.</summary>
    Pass,

    /// <summary>A person must decide.</summary>
    Review,

    /// <summary>The check could not be made to the end.</summary>
    Open,

    /// <summary>The check does not fit what was found.</summary>
    NotApplicable,
}

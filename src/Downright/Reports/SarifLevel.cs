namespace Downright.Reports;

/// <summary>How bad a finding is, as SARIF's <c>level</c> (section 3.27.10).</summary>
public enum SarifLevel
{
    /// <summary>No problem.</summary>
    None,

    /// <summary>A small one.</summary>
    Note,

    /// <summary>A possible one.</summary>
    Warning,

    /// <summary>A serious one.</summary>
    Error,
}

using Downright.Pages;

namespace Downright.Evaluation.Reporting;

/// <summary>What an experiment found.</summary>
internal sealed record Findings
{
    /// <summary>The plots.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>The tables.</summary>
    public IReadOnlyList<Table> Tables { get; init; } = [];

    /// <summary>Published values and ours.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; init; } = [];

    /// <summary>Sentences on how it was done.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

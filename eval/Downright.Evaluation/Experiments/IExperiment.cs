using System.Text.Json;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;

namespace Downright.Evaluation.Experiments;

/// <summary>An experiment: what it asks, the work it is made of, and what its records say.</summary>
internal interface IExperiment
{
    /// <summary>Its name on the command line and of its records.</summary>
    string Name { get; }

    /// <summary>What it asks, in one sentence.</summary>
    string Question { get; }

    /// <summary>Whether it measures times, so that nothing may run beside it.</summary>
    bool Alone => false;

    /// <summary>Its work, item by item; each makes one record.</summary>
    IReadOnlyList<Work> Plan(Lab lab);

    /// <summary>What the records say.</summary>
    Findings Report(IReadOnlyList<JsonElement> records, RunDescription run);

    /// <summary>Example images, chosen from the records and crafted anew.</summary>
    IEnumerable<Exhibit> Exhibits(IReadOnlyList<JsonElement> records, Lab lab, CancellationToken cancellation);
}

/// <summary>An item of work.</summary>
/// <param name="Key">Names it within its experiment.</param>
/// <param name="Run">Does it, and returns its record.</param>
internal sealed record Work(string Key, Func<CancellationToken, object> Run);

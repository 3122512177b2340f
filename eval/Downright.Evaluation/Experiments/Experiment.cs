using System.Text.Json;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;

namespace Downright.Evaluation.Experiments;

/// <summary>An experiment whose records are of one type.</summary>
/// <typeparam name="TRecord">The type of its records.</typeparam>
internal abstract class Experiment<TRecord>(string name, string question) : IExperiment
    where TRecord : class
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Question => question;

    /// <inheritdoc/>
    public virtual bool Alone => false;

    /// <inheritdoc/>
    public IReadOnlyList<Work> Plan(Lab lab) => [.. Items(lab).Select(item => new Work(item.Key, item.Run))];

    /// <inheritdoc/>
    public Findings Report(IReadOnlyList<JsonElement> records, RunDescription run) => Report(Read(records), run);

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits(IReadOnlyList<JsonElement> records, Lab lab, CancellationToken cancellation) => Exhibits(Read(records), lab, cancellation);

    /// <summary>Example images, chosen from the records and crafted anew; none unless an experiment has some.</summary>
    protected virtual IEnumerable<Exhibit> Exhibits(IReadOnlyList<TRecord> records, Lab lab, CancellationToken cancellation) => [];

    protected abstract IEnumerable<(string Key, Func<CancellationToken, TRecord> Run)> Items(Lab lab);

    protected abstract Findings Report(IReadOnlyList<TRecord> records, RunDescription run);

    private static IReadOnlyList<TRecord> Read(IEnumerable<JsonElement> records) => [.. records.Select(r => r.Deserialize<TRecord>(RecordJson.Options)!)];
}

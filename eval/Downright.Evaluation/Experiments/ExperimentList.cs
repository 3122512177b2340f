namespace Downright.Evaluation.Experiments;

/// <summary>All experiments, in the order in which they run and are reported.</summary>
internal static class ExperimentList
{
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new NonAdaptive(),
        new AreaScaling(),
        new SelectiveSources(),
        new PreventionTest(),
        new Recovery(),
        new RunTime(),
        new Adaptive(),
        new DetectionTest(),
        new Restricted(),
    ];
}

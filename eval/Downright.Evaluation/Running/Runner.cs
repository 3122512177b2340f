using System.Collections.Concurrent;
using System.Diagnostics;
using Downright.Cli.Output;
using Downright.Evaluation.Experiments;

namespace Downright.Evaluation.Running;

/// <summary>Does the work of experiments that has no record yet.</summary>
internal static class Runner
{
    /// <summary>Runs them, one experiment after the other, several items at a time unless they measure times.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="lab">What they work with.</param>
    /// <param name="folder">Where the records go.</param>
    /// <param name="jobs">How many items are worked on at a time.</param>
    /// <param name="quiet">Whether nothing is said on standard error.</param>
    /// <param name="cancellation">Stops the run; what is finished stays.</param>
    public static void Run(IReadOnlyList<IExperiment> experiments, Lab lab, RunFolder folder, int jobs, bool quiet, CancellationToken cancellation)
    {
        (IExperiment Experiment, IReadOnlyList<Work> Plan, Work[] Pending)[] plans = [.. experiments.Select(experiment =>
        {
            IReadOnlyList<Work> plan = experiment.Plan(lab);
            IReadOnlyDictionary<string, RecordFile.Line> done = folder.RecordsOf(experiment.Name).Read();
            return (experiment, plan, plan.Where(work => !done.ContainsKey(work.Key)).ToArray());
        })];

        ProgressBar.Run("evaluate", plans.Sum(p => p.Pending.Length), quiet, stepDone =>
        {
            foreach (var (experiment, plan, pending) in plans)
            {
                var watch = Stopwatch.StartNew();
                RecordFile records = folder.RecordsOf(experiment.Name);
                var options = new ParallelOptions { MaxDegreeOfParallelism = experiment.Alone ? 1 : jobs, CancellationToken = cancellation };
                Parallel.ForEach(Partitioner.Create(pending, EnumerablePartitionerOptions.NoBuffering), options, work =>
                {
                    long start = Stopwatch.GetTimestamp();
                    object record = work.Run(cancellation);
                    records.Append(work.Key, Stopwatch.GetElapsedTime(start).TotalMilliseconds, record);
                    stepDone();
                });
                records.Freeze([.. plan.Select(work => work.Key)]);
                if (!quiet) Console.Error.WriteLine($"{experiment.Name}: {plan.Count} records, {pending.Length} of them new, {watch.Elapsed.TotalSeconds:0.0} s");
            }

            return true;
        });
    }
}

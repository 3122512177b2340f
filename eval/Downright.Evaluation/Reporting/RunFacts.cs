using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Pages;

namespace Downright.Evaluation.Reporting;

/// <summary>What a reader has to know of a run.</summary>
internal static class RunFacts
{
    /// <summary>The facts, a sentence each.</summary>
    /// <param name="run">The run.</param>
    /// <param name="work">What all its records took, added up.</param>
    public static IReadOnlyList<string> Of(RunDescription run, TimeSpan work) =>
    [
        $"Classifier: {run.Classifier}.",
        $"{run.Photos.Count} photos, {run.Pairs.Count} pairs; target sizes {string.Join(", ", run.Settings.Sizes)}, at most {run.Settings.PairsPerBin} pairs of each size and bin, seed {run.Settings.Seed}. A photo is the source of a bin only if its real size gives such a ratio; none is enlarged. Where a target size is smaller than the classifier's input, the classifier sees the output enlarged.",
        $"Targets are drawn at random among the photos in which the classifier sees something else than in the source.",
        $"Version {run.Version}; {run.Environment.Runtime}, ONNX Runtime {run.Environment.OnnxRuntime}, {run.Environment.System}, {run.Environment.Processors} processors.",
        FormattableString.Invariant($"The records took {work.TotalMinutes:0.0} minutes of work, added up: {work.TotalMinutes / run.Environment.Processors:0.0} minutes on {run.Environment.Processors} processors with one item each at a time."),
    ];

    /// <summary>Pairs and distinct sources of each size and bin.</summary>
    public static Table PairTable(RunDescription run) => new(
        "Pairs (distinct sources) of each target size and ratio bin",
        ["size", .. RatioBin.All.Select(bin => bin.ToString())],
        [
            .. run.Settings.Sizes.Select(size => (IReadOnlyList<string>)
            [
                size.ToString(),
                .. RatioBin.All.Select((_, bin) => run.Pairs.Where(p => p.Size == size && p.Bin == bin).ToArray()).Select(pairs => $"{pairs.Length} ({pairs.Select(p => p.Source).Distinct().Count()})"),
            ]),
        ]);
}

using Downright.Cli;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Experiments;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Files;

namespace Downright.Evaluation;

/// <summary>One evaluation from photos to report: plan, checks, work, records, tables, report.</summary>
internal sealed class EvaluationRun(IReadOnlyList<Photo> photos, string images, IClassifier classifier, Preprocessing? preprocessing, RunSettings settings)
{
    /// <summary>Runs experiments and writes the report.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="output">The run's folder.</param>
    /// <param name="force">Whether a run that is there is started anew.</param>
    /// <param name="jobs">How many pairs are worked on at a time.</param>
    /// <param name="pictures">Whether the report shows photos.</param>
    /// <param name="quiet">Whether nothing is said on standard error.</param>
    /// <param name="cancellation">Stops the run; what is finished stays.</param>
    /// <exception cref="UsageException">There is no pair, or the folder holds something else.</exception>
    public void Run(IReadOnlyList<IExperiment> experiments, string output, bool force, int jobs, bool pictures, bool quiet, CancellationToken cancellation)
    {
        var lab = new Lab(photos, classifier, settings);
        if (lab.Pairs.Count == 0) throw new UsageException(WhyNoPairs());
        RunFolder folder = RunFolder.Open(output, Describe(lab), force);
        using IDisposable ours = folder.Lock();
        folder.Begin(anew: force);
        if (!quiet) WriteEmptyBins(lab);
        Runner.Run(experiments, lab, folder, jobs, quiet, cancellation);
        new Report(folder, new VipsImageCodec()).Write(pictures ? lab : null, cancellation);
        if (!quiet) Console.Error.WriteLine($"The report is {Path.Combine(output, "report.html")}");
    }

    private RunDescription Describe(Lab lab) => new(
        RunDescription.CurrentSchema,
        RunDescription.CurrentVersion,
        classifier.Name,
        preprocessing,
        settings,
        Path.GetFileName(Path.TrimEndingDirectorySeparator(images)) is { Length: > 0 } name ? name : images,
        [.. photos.Select((photo, i) => new PhotoRecord(photo.Name, photo.Hash, photo.Size, lab.LabelOf(i)))],
        lab.Pairs,
        EnvironmentRecord.Current);

    private string WhyNoPairs()
    {
        double largest = photos.Max(photo => settings.Sizes.Max(size => RatioBin.RatioOf(photo.Size, size)));
        string sizes = string.Join(", ", settings.Sizes);
        return largest < RatioBin.All[0].From
            ? FormattableString.Invariant($"--size: no photo is large enough: the largest ratio to {sizes} is {largest:0.00}, and 2 is the least; choose a smaller --size")
            : $"No pair can be made for {sizes}: the classifier tells no source apart from any target, or the ratios are 10 and more";
    }

    private void WriteEmptyBins(Lab lab)
    {
        foreach (ImageSize size in settings.Sizes)
        {
            string[] empty = [.. RatioBin.All.Where((_, bin) => !lab.Pairs.Any(p => p.Size == size && p.Bin == bin)).Select(bin => bin.ToString())];
            if (empty.Length > 0) Console.Error.WriteLine($"downright: at {size} no photo gives a pair with a ratio in {string.Join(", ", empty)}");
        }
    }
}

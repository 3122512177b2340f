using System.Diagnostics;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Pages;
using Downright.Prevention;
using MathNet.Numerics.Statistics;

namespace Downright.Evaluation.Experiments;

/// <summary>Figure 16: what scaling, the defences and the classifier cost an image, in the paper's protocol (means over images) and as medians.</summary>
internal sealed class RunTime() : Experiment<RunTimeRecord>("runtime", "What do the defences cost, beside the classifier?")
{
    private const int Images = 100;
    /// <summary>On an idle machine a mean is near its median.</summary>
    private const double BusyRatio = 2;
    private const string Forward = "classifier";

    private static readonly ScalerProfile Nearest = ScalerProfile.Parse("opencv:nearest");

    /// <inheritdoc/>
    public override bool Alone => true;

    protected override IEnumerable<(string Key, Func<CancellationToken, RunTimeRecord> Run)> Items(Lab lab)
    {
        ImageSize size = lab.Settings.Sizes.FirstOrDefault(s => lab.Photos.Any(p => RatioBin.IndexOf(RatioBin.RatioOf(p.Size, s)) >= 0), lab.Settings.Sizes[0]);
        return from photo in Enumerable.Range(0, lab.Photos.Count).Where(i => RatioBin.IndexOf(RatioBin.RatioOf(lab.Photos[i].Size, size)) >= 0).Take(Images)
               select ($"{photo}", (Func<CancellationToken, RunTimeRecord>)(_ => Measure(lab, photo, size)));
    }

    protected override Findings Report(IReadOnlyList<RunTimeRecord> records, RunDescription run)
    {
        string[] steps = [.. records.SelectMany(r => r.Microseconds.Keys).Distinct()];
        (string Step, double Mean, double Median)[] times = [.. steps.Select(step => (step, records.Average(r => r.Microseconds[step]), records.Select(r => r.Microseconds[step]).Median()))];
        return new Findings
        {
            Notes =
            [
                $"{records.Count} photos of a mean of {(records.Count == 0 ? 0 : records.Average(r => r.Pixels)) / 1e6:0.0} megapixels, one thread, each step once to warm up and then once more; filters in front of nearest scaling, as published. The published bars cannot be read off exactly (their axis spans 10^3 to 10^5 microseconds); the published text says that both filters took almost an order of magnitude less than VGG19. Times are of the machine in run.json and not comparable with those of another.",
                .. times.Any(t => t.Mean > BusyRatio * t.Median) ? (string[])["Means are far above medians here: the machine was busy with other work while it was measured, so that the medians say more."] : [],
            ],
            Figures =
            [
                new BarFigure("Figure 16: time for an image", "Logarithmic scale.", "microseconds", steps, [new NamedValues("mean", [.. times.Select(t => t.Mean)]), new NamedValues("median", [.. times.Select(t => t.Median)])]) { Logarithmic = true },
            ],
            Tables = [new Table("Time for an image in microseconds", ["step", "mean", "median"], [.. times.Select(t => (IReadOnlyList<string>)[t.Step, FormattableString.Invariant($"{t.Mean:0}"), FormattableString.Invariant($"{t.Median:0}")])])],
        };
    }

    private static RunTimeRecord Measure(Lab lab, int photo, ImageSize size)
    {
        PixelImage<byte> image = lab.Photos[photo].Read();
        PixelImage<byte> scaled = Lab.Area.Scale(image, size);
        (string Step, Action Run) Scaling(string step, PreventionMethod method)
        {
            var scaler = new SafeScaler(new PreventionOptions { Method = method, Scaler = Nearest, Seed = 1 });
            return (step, () => scaler.Scale(image, size));
        }

        (string Step, Action Run)[] steps =
        [
            Scaling("nearest", PreventionMethod.None),
            Scaling("area", PreventionMethod.Area),
            Scaling("median", PreventionMethod.Median),
            Scaling("random", PreventionMethod.Random),
            (Forward, () => lab.Classifier.Classify(scaled)),
        ];
        return new RunTimeRecord(photo, image.Size.Pixels, steps.ToDictionary(step => step.Step, step => Microseconds(step.Run)));
    }

    private static double Microseconds(Action run)
    {
        run();
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}

/// <summary>What each step took with one photo.</summary>
/// <param name="Photo">The photo's number.</param>
/// <param name="Pixels">Its pixels.</param>
/// <param name="Microseconds">The time of each step.</param>
internal sealed record RunTimeRecord(int Photo, long Pixels, IReadOnlyDictionary<string, double> Microseconds);

using System.Diagnostics;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;
using Downright.Prevention;
using MathNet.Numerics.Statistics;

namespace Downright.Evaluation.Experiments;

/// <summary>Figure 16: what scaling, the defences and the classifier cost an image, in the paper's protocol (means over images) and as medians.</summary>
internal sealed class RunTime() : Experiment<RunTimeRecord>("runtime", "What do the defences cost, beside the classifier?")
{
    private const int Images = 100;

    /// <summary>Timed runs of a step with one image, of which the median counts.</summary>
    private const int Runs = 7;

    // The compiler's last tier wants 30 calls of a method, waits until no new ones were called for 100 ms, and compiles in the background.
    private const int WarmCalls = 50, WarmRounds = 3;

    private static readonly TimeSpan Compiling = TimeSpan.FromMilliseconds(400);

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
                $"{records.Count} photos of a mean of {Size(records)} megapixels, one thread, each step run until it is fully compiled and then {Runs} times, of which the median counts; filters in front of nearest scaling, as published. The published bars cannot be read off exactly (their axis spans 10^3 to 10^5 microseconds); the published text says that both filters took almost an order of magnitude less than VGG19. Times are of the machine in run.json and not comparable with those of another.",
                .. times.Any(t => t.Mean > BusyRatio * t.Median) ? (string[])["A mean is far above its median here: the photos differ much in size, or the machine was busy with other work while it was measured; medians say more."] : [],
            ],
            Figures =
            [
                new BarFigure("Figure 16: time for an image", "Logarithmic scale.", "microseconds", steps, [new NamedValues("mean", [.. times.Select(t => t.Mean)]), new NamedValues("median", [.. times.Select(t => t.Median)])]) { Logarithmic = true },
            ],
            Tables = [new Table("Time for an image in microseconds", ["step", "mean", "median"], [.. times.Select(t => (IReadOnlyList<string>)[t.Step, FormattableString.Invariant($"{t.Mean:0}"), FormattableString.Invariant($"{t.Median:0}")])])],
            Comparisons =
            [
                // The instance matcher stands for no model's time.
                .. from filter in Defences.All.Select(Defences.NameOf)
                   where run.Preprocessing is not null
                   select new Comparison("Figure 16", $"how many times as long as the {filter} filter the classifier takes (published: almost an order of magnitude)", 10,
                       Estimate.Of(records.Select(r => (r.Photo, r.Microseconds[Forward] / r.Microseconds[filter]))), "times",
                       $"It can differ with the machine, with the size of the images ({Size(records)} megapixels on average here) and with the classifier ({run.Classifier.Split(" (")[0]} here, VGG19 in the paper)."),
            ],
        };
    }

    private static string Size(IReadOnlyList<RunTimeRecord> records) => FormattableString.Invariant($"{records.Average(r => r.Pixels) / 1e6:0.0}");

    private static RunTimeRecord Measure(Lab lab, int photo, ImageSize size)
    {
        PixelImage<byte> image = lab.Photos[photo].Read();
        (string Step, Action Run)[] steps = StepsOn(image, size, lab.Classifier);
        lab.Once(nameof(WarmUp), () => WarmUp(steps));
        return new RunTimeRecord(photo, image.Size.Pixels, steps.ToDictionary(step => step.Step, step => Microseconds(step.Run)));
    }

    private static (string Step, Action Run)[] StepsOn(PixelImage<byte> image, ImageSize size, IClassifier classifier)
    {
        PixelImage<byte> scaled = Lab.Area.Scale(image, size);
        (string Step, Action Run) Scaling(string step, PreventionMethod method)
        {
            var scaler = new SafeScaler(new PreventionOptions { Method = method, Scaler = Nearest, Seed = 1 });
            return (step, () => scaler.Scale(image, size));
        }

        return
        [
            Scaling("nearest", PreventionMethod.None),
            Scaling("area", PreventionMethod.Area),
            Scaling("median", PreventionMethod.Median),
            Scaling("random", PreventionMethod.Random),
            (Forward, () => classifier.Classify(scaled)),
        ];
    }

    private static (string Step, Action Run)[] WarmUp((string Step, Action Run)[] steps)
    {
        for (int round = 0; round < WarmRounds; round++)
        {
            foreach (var (_, run) in steps)
                for (int call = 0; call < WarmCalls; call++) run();
            Thread.Sleep(Compiling);
        }

        return steps;
    }

    private static double Microseconds(Action run)
    {
        run();
        return Enumerable.Range(0, Runs).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            run();
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }).Median();
    }
}

/// <summary>What each step took with one photo.</summary>
/// <param name="Photo">The photo's number.</param>
/// <param name="Pixels">Its pixels.</param>
/// <param name="Microseconds">The time of each step.</param>
internal sealed record RunTimeRecord(int Photo, long Pixels, IReadOnlyDictionary<string, double> Microseconds);

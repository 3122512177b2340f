using System.Diagnostics;
using System.Globalization;
using System.Text;
using Downright.Prevention;

namespace Downright.Benchmarks;

/// <summary>
/// The selective filters at the size of the published ones' times: 1344×1344 RGB to 224×224, f = 1, one thread. The
/// published filters' times were measured once, by their own Cython build on a machine of this kind; here they stand
/// beside ours and are not measured again.
/// </summary>
internal static class PublishedFilters
{
    private const int Runs = 41, Rounds = 7;

    private static readonly ImageSize Source = new(1344, 1344), Target = new(224, 224);

    private static readonly (string Filter, PreventionMethod Method, string Scaler, double Least, double Most, int Goal)[] Published =
    [
        ("median", PreventionMethod.Median, "opencv:nearest", 247, 302, 100),
        ("median", PreventionMethod.Median, "opencv:linear", 785, 858, 100),
        ("median", PreventionMethod.Median, "opencv:cubic", 849, 849, 100),
        ("random", PreventionMethod.Random, "opencv:nearest", 726, 869, 500),
        ("random", PreventionMethod.Random, "opencv:linear", 3140, 3370, 500),
        ("random", PreventionMethod.Random, "opencv:cubic", 3500, 3590, 500),
    ];

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        if (MeasuringProcess.IsThis) return Measure();

        (double[] Wide, double[] Narrow)[] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => (Times(MeasuringProcess.OneThread), Times(MeasuringProcess.OneThreadWithoutAvx512)))];
        var table = new StringBuilder();
        table.AppendLine("# The published filters' times and ours");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"RGB 8-bit, {Source} to {Target}, f = 1, one thread, milliseconds. Ours filter and scale; medians of {Rounds} processes' medians of {Runs} runs, each after another. The published filters (the Cython build that their authors ship, who ask not to take its times for the paper's) only filter; their times are the range of earlier runs on a machine of this kind and were not measured again. The factor divides the least of them by ours.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}{Machine.Load}; .NET {Environment.Version}. `dotnet run -c Release --project bench/Downright.Benchmarks -- published <file>`");
        table.AppendLine();
        table.AppendLine("| filter | scaler | published | ours | factor | goal | ours, no AVX-512 | factor |");
        table.AppendLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int i = 0; i < Published.Length; i++)
        {
            var (filter, _, scaler, least, most, goal) = Published[i];
            double time = Median.Of(rounds.Select(round => round.Wide[i])), narrow = Median.Of(rounds.Select(round => round.Narrow[i]));
            string range = least < most ? string.Create(CultureInfo.InvariantCulture, $"{least:0}–{most:0}") : least.ToString("0", CultureInfo.InvariantCulture);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {filter} | {scaler} | {range} | {time:0.00} | {least / time:0} | {goal} | {narrow:0.00} | {least / narrow:0} |");
        }

        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static double[] Times(IReadOnlyDictionary<string, string> settings) =>
        [.. MeasuringProcess.Run("published", settings).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static int Measure()
    {
        PixelImage<byte> image = Pictures.Photo(Source);
        var output = new byte[Target.Pixels * image.Channels];
        foreach (var (_, method, scaler, _, _, _) in Published)
        {
            var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(scaler), Method = method, Seed = 1 });
            var times = new double[Runs];
            for (int run = -Runs; run < Runs; run++)
            {
                long start = Stopwatch.GetTimestamp();
                safe.Resize(image, Target, output);
                if (run >= 0) times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            Console.WriteLine(times[Runs / 2].ToString("R", CultureInfo.InvariantCulture));
        }

        return 0;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Downright.Prevention;

namespace Downright.Benchmarks;

/// <summary>
/// The preventions on one thread and on all cores, alone: beside OpenCV, whose threads stay awake for a while after their
/// work, all cores are not ours.
/// </summary>
internal static class ThreadTimes
{
    private const int Rounds = 7;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.4);

    private static readonly ImageSize Target = new(224, 224);

    private static readonly ImageSize[] Sources = [new(1920, 1080), new(4000, 3000)];

    private static readonly (string Name, string Scaler, PreventionMethod Method)[] Works =
    [
        ("area", "opencv:linear", PreventionMethod.Area),
        ("median, opencv:nearest", "opencv:nearest", PreventionMethod.Median),
        ("median, opencv:linear", "opencv:linear", PreventionMethod.Median),
        ("random, opencv:nearest", "opencv:nearest", PreventionMethod.Random),
    ];

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        if (MeasuringProcess.IsThis) return Measure();

        var table = new StringBuilder();
        table.AppendLine("# One thread and all cores");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"RGB 8-bit to {Target}, hot: median times in milliseconds on one thread and on all cores, and the median of the {Rounds} rounds' factors. A round is a process of each kind, one after the other. The goal is 2.8 times on 4 cores.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}, {Environment.ProcessorCount} cores{Machine.Load}; .NET {Environment.Version}. `dotnet run -c Release --project bench/Downright.Benchmarks -- threads <file>`");
        table.AppendLine();
        table.AppendLine("| work | source | one thread | all cores | times as fast |");
        table.AppendLine("| --- | --- | ---: | ---: | ---: |");
        (double[] One, double[] All)[] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => (Times(MeasuringProcess.OneThread), Times(MeasuringProcess.AllCores)))];
        int index = 0;
        foreach (ImageSize source in Sources)
        {
            foreach (var (name, _, _) in Works)
            {
                int i = index++;
                double one = Median.Of(rounds.Select(round => round.One[i])), all = Median.Of(rounds.Select(round => round.All[i]));
                table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {source} | {one:0.00} | {all:0.00} | {Median.Of(rounds.Select(round => round.One[i] / round.All[i])):0.0} |");
            }
        }

        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static double[] Times(IReadOnlyDictionary<string, string> settings) =>
        [.. MeasuringProcess.Run("threads", settings).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static int Measure()
    {
        foreach (ImageSize source in Sources)
        {
            PixelImage<byte> image = Pictures.Photo(source);
            var output = new byte[Target.Pixels * image.Channels];
            foreach (var (_, scaler, method) in Works)
            {
                var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(scaler), Method = method, Seed = 1 });
                for (int warm = 0; warm < 5; warm++) safe.Resize(image, Target, output);
                List<double> times = [];
                for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Enough;)
                {
                    long start = Stopwatch.GetTimestamp();
                    safe.Resize(image, Target, output);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                Console.WriteLine(Median.Of(times).ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return 0;
    }
}

using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using Downright.Prevention;
using OpenCvSharp;

namespace Downright.Benchmarks;

/// <summary>
/// The preventions against OpenCV's INTER_AREA, RGB bytes to 224×224, in pairs. Threads and vector widths are settings of
/// a process, so that each column is a process of its own.
/// </summary>
internal static class PreventionRatios
{
    private const int Rounds = 3;
    private const double MillisecondsPerFigure = 500;

    private static readonly string[] Sources = ["500x375", "896x896", "1920x1080", "4000x3000"];

    /// <summary>What was aimed at with one thread, in the order of the columns.</summary>
    private const string Goals = """
        | goal, 896x896 | 0.20 | | 0.60 | 2.0 | 0.28 |
        | goal, 1920x1080 | 0.06 | | 0.17 | 0.7 | 0.04 |
        | goal, 4000x3000 | 0.045 | 1.15 | 0.28 | 1.0 | 0.013 |

        """;

    private static readonly (string Name, IReadOnlyDictionary<string, string> Settings)[] Runs =
    [
        ("1 thread", MeasuringProcess.OneThread),
        ("1 thread, no AVX-512", MeasuringProcess.OneThreadWithoutAvx512),
        ("all cores", MeasuringProcess.AllCores),
    ];

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        if (MeasuringProcess.IsThis) return Measure();

        var table = new StringBuilder();
        table.AppendLine("# Preventions against OpenCV");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"RGB 8-bit to 224×224. Ours and OpenCV's `INTER_AREA` run in turns in one process; each figure is the median of the pairs' ratios, ours / OpenCV's, and in brackets the median of our time in milliseconds; both are medians of {Rounds} processes, since each is given other memory. Both write into memory that is made once. Cold: all caches were emptied before each run. Hot: the same work ran just before. \"Read\" compares with only reading the image. All code is compiled fully from the start. Both sides use the stated threads; only ours goes without AVX-512 where that is said.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}, {Environment.ProcessorCount} cores{Machine.Load}; .NET {Environment.Version}, OpenCV {OpenCvPeer.Version} (OpenCvSharp). `dotnet run -c Release --project bench/Downright.Benchmarks -- ratios <file>`");
        foreach (var (name, settings) in Runs)
        {
            table.AppendLine();
            table.AppendLine(CultureInfo.InvariantCulture, $"## {name}");
            table.AppendLine();
            table.Append(Rows(settings));
            if (ReferenceEquals(settings, MeasuringProcess.OneThread)) table.Append(Goals);
        }

        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static string Rows(IReadOnlyDictionary<string, string> settings)
    {
        string[][] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => MeasuringProcess.Run("ratios", settings).Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        var rows = new StringBuilder();
        rows.AppendLine(CultureInfo.InvariantCulture, $"Widest vectors: {rounds[0][0]} bits.");
        rows.AppendLine();
        rows.AppendLine("| | area, cold | area, cold / read | median, nearest, hot | median, linear, hot | random, nearest, hot |");
        rows.AppendLine("| --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < Sources.Length; i++)
        {
            double[][] figures = [.. rounds.Select(lines => lines[i + 1].Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray())];
            rows.Append(CultureInfo.InvariantCulture, $"| {Sources[i]} |");
            for (int column = 0; column < figures[0].Length; column += 2)
                rows.Append(CultureInfo.InvariantCulture, $" {Median.Of(figures.Select(row => row[column])):0.000} ({Median.Of(figures.Select(row => row[column + 1])):0.00}) |");
            rows.AppendLine();
        }

        return rows.ToString();
    }

    /// <summary>Writes the width of the vectors, and for each source a line of ratios and milliseconds.</summary>
    private static int Measure()
    {
        OpenCvPeer.Threads = Environment.ProcessorCount;
        Console.WriteLine(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128);
        foreach (string source in Sources)
        {
            if (!ImageSize.TryParse(source, out ImageSize size)) throw new InvalidOperationException(source);
            PixelImage<byte> image = Pictures.Photo(size);
            using var peer = new OpenCvPeer(image, new ImageSize(224, 224));
            Console.WriteLine($"{Ratio("opencv:linear", PreventionMethod.Area, cold: true)} {Read()} {Ratio("opencv:nearest", PreventionMethod.Median, cold: false)} {Ratio("opencv:linear", PreventionMethod.Median, cold: false)} {Ratio("opencv:nearest", PreventionMethod.Random, cold: false)}");

            string Ratio(string scaler, PreventionMethod method, bool cold) =>
                Figure(PairedTimes.Of(Work(scaler, method), () => peer.Resize(InterpolationFlags.Area), cold, MillisecondsPerFigure));

            string Read() =>
                Figure(PairedTimes.Of(Work("opencv:linear", PreventionMethod.Area), () => { PairedTimes.Read(image.Pixels.Span); }, cold: true, MillisecondsPerFigure));

            Action Work(string scaler, PreventionMethod method)
            {
                var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(scaler), Method = method, Seed = 1 });
                var output = new byte[224 * 224 * image.Channels];
                return () => safe.Resize(image, new ImageSize(224, 224), output);
            }
        }

        return 0;
    }

    private static string Figure(PairedTimes times) => string.Create(CultureInfo.InvariantCulture, $"{times.Ratio:R} {times.Milliseconds:R}");
}

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
    private const double MillisecondsPerFigure = 2500;

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
        table.AppendLine("RGB 8-bit to 224×224. Ours and OpenCV's `INTER_AREA` run in turns in one process; each figure is the median of the pairs' ratios, ours / OpenCV's, and in brackets the median of our time in milliseconds. Both write into memory that is made once. Cold: all caches were emptied before each run. Hot: the same work ran just before. \"Read\" compares with only reading the image. All code is compiled fully from the start. Both sides use the stated threads; only ours goes without AVX-512 where that is said.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}, {Environment.ProcessorCount} cores{Machine.Load}; .NET {Environment.Version}, OpenCV {OpenCvPeer.Version} (OpenCvSharp). `dotnet run -c Release --project bench/Downright.Benchmarks -- ratios <file>`");
        foreach (var (name, settings) in Runs)
        {
            table.AppendLine();
            table.AppendLine(CultureInfo.InvariantCulture, $"## {name}");
            table.AppendLine();
            table.Append(MeasuringProcess.Run("ratios", settings));
            if (ReferenceEquals(settings, MeasuringProcess.OneThread)) table.Append(Goals);
        }

        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static int Measure()
    {
        OpenCvPeer.Threads = Environment.ProcessorCount;
        Console.WriteLine($"Widest vectors: {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits.");
        Console.WriteLine();
        Console.WriteLine("| | area, cold | area, cold / read | median, nearest, hot | median, linear, hot | random, nearest, hot |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (string source in Sources)
        {
            if (!ImageSize.TryParse(source, out ImageSize size)) throw new InvalidOperationException(source);
            PixelImage<byte> image = Pictures.Photo(size);
            using var peer = new OpenCvPeer(image, new ImageSize(224, 224));
            Console.WriteLine($"| {source} | {Ratio("opencv:linear", PreventionMethod.Area, cold: true)} | {Read()} | {Ratio("opencv:nearest", PreventionMethod.Median, cold: false)} | {Ratio("opencv:linear", PreventionMethod.Median, cold: false)} | {Ratio("opencv:nearest", PreventionMethod.Random, cold: false)} |");

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

    private static string Figure(PairedTimes times) => string.Create(CultureInfo.InvariantCulture, $"{times.Ratio:0.000} ({times.Milliseconds:0.00})");
}

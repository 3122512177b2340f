using System.Diagnostics;
using System.Globalization;
using System.Text;
using Downright.Prevention;

namespace Downright.Benchmarks;

/// <summary>
/// The selective median where considered pixels crowd the windows: the first image of a pair of sizes, for which the
/// candidates are found, and the next ones.
/// </summary>
internal static class CrowdedTimes
{
    private const int Runs = 5;

    private static readonly ImageSize Target = new(224, 224);

    private static readonly (string Scaler, ImageSize Source)[] Works =
    [
        ("opencv:linear", new ImageSize(640, 480)),
        ("opencv:linear", new ImageSize(700, 700)),
        ("opencv:cubic", new ImageSize(896, 896)),
        ("opencv:cubic", new ImageSize(960, 720)),
        ("opencv:cubic", new ImageSize(1000, 667)),
        ("opencv:lanczos4", new ImageSize(1500, 1200)),
        ("opencv:lanczos4", new ImageSize(1999, 1501)),
    ];

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        if (MeasuringProcess.IsThis) return Measure();

        var table = new StringBuilder();
        table.AppendLine("# Crowded windows");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"The selective median, RGB 8-bit to {Target}, f = 1, one thread, milliseconds: the first image of a pair of sizes in a process that has scaled another pair before, and the next one; medians of {Runs} scalers.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}{Machine.Load}; .NET {Environment.Version}. `dotnet run -c Release --project bench/Downright.Benchmarks -- crowded <file>`");
        table.AppendLine();
        table.AppendLine("| scaler | source | first image | next image |");
        table.AppendLine("| --- | --- | ---: | ---: |");
        table.Append(MeasuringProcess.Run("crowded", MeasuringProcess.OneThread));
        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static int Measure()
    {
        foreach (var (scaler, source) in Works)
        {
            Times(scaler, new ImageSize(source.Width * 9 / 10, source.Height * 9 / 10));
            (double First, double Next)[] times = [.. Enumerable.Range(0, Runs).Select(_ => Times(scaler, source))];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {scaler} | {source} | {Median.Of(times.Select(t => t.First)):0} | {Median.Of(times.Select(t => t.Next)):0.0} |"));
        }

        return 0;
    }

    private static (double First, double Next) Times(string scaler, ImageSize source)
    {
        var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(scaler), Method = PreventionMethod.Median });
        PixelImage<byte> image = Pictures.Photo(source);
        var output = new byte[Target.Pixels * image.Channels];
        return (Time(), Time());

        double Time()
        {
            long start = Stopwatch.GetTimestamp();
            safe.Resize(image, Target, output);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}

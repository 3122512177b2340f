using System.Diagnostics;
using System.Globalization;
using System.Text;
using Downright.Prevention;

namespace Downright.Benchmarks;

/// <summary>
/// The selective median at ratios of 4, 16 and 64, by source pixel: windows grow with the ratio squared and outputs become
/// fewer, so that the cost should stay.
/// </summary>
internal static class WindowTimes
{
    private const int Runs = 41;

    private static readonly (int Source, int Target)[] Sizes = [(896, 224), (1792, 112), (3584, 56)];

    private static readonly string[] Scalers = ["opencv:nearest", "opencv:linear"];

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        if (MeasuringProcess.IsThis) return Measure();

        var table = new StringBuilder();
        table.AppendLine("# The selective median by ratio");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"RGB 8-bit, f = 1, one thread, nanoseconds for each source pixel, the least of {Runs} runs: shared caches are not always ours.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}{Machine.Load}; .NET {Environment.Version}. `dotnet run -c Release --project bench/Downright.Benchmarks -- windows <file>`");
        table.AppendLine();
        table.AppendLine("| scaler | " + string.Join(" | ", Sizes.Select(size => $"{size.Source} to {size.Target}, β {size.Source / size.Target}")) + " |");
        table.AppendLine("| --- | ---: | ---: | ---: |");
        table.Append(MeasuringProcess.Run("windows", MeasuringProcess.OneThread));
        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static int Measure()
    {
        foreach (string scaler in Scalers)
        {
            var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(scaler), Method = PreventionMethod.Median });
            Console.WriteLine($"| {scaler} | {string.Join(" | ", Sizes.Select(size => Nanoseconds(safe, size.Source, size.Target).ToString("0.00", CultureInfo.InvariantCulture)))} |");
        }

        return 0;
    }

    private static double Nanoseconds(SafeScaler safe, int source, int target)
    {
        PixelImage<byte> image = Pictures.Photo(new ImageSize(source, source));
        var output = new byte[target * target * image.Channels];
        double least = double.PositiveInfinity;
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            safe.Resize(image, new ImageSize(target, target), output);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return least / image.Size.Pixels;
    }
}

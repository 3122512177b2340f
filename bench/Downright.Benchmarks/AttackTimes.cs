using System.Diagnostics;
using System.Globalization;
using System.Text;
using Downright.Attacks;
using Downright.Scaling;
using Downright.Scenes;

namespace Downright.Benchmarks;

/// <summary>The quadratic attack's time, RGB to 224×224, on drawn scenes: on one thread, on all, and for larger sources.</summary>
internal static class AttackTimes
{
    private const int MaxRuns = 9;

    /// <summary>Slow cases are run until this is over, at least once: the table is to take minutes, not hours.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1.5);

    private static readonly ImageSize Target = new(224, 224), Small = new(896, 896), Large = new(4000, 3000);

    private static readonly string[] Scalers =
    [
        "opencv:nearest", "opencv:linear", "opencv:cubic", "opencv:area", "opencv:lanczos4", "pillow:linear", "pillow:cubic", "pillow:lanczos", "torch:linear+antialias",
    ];

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        int threads = Environment.ProcessorCount;
        var table = new StringBuilder();
        table.AppendLine("# The quadratic attack's time");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"RGB 8-bit to {Target}, ε = 1, on drawn scenes (a landscape as source, a street as target): the median of up to {MaxRuns} runs in milliseconds, fewer for slow cases, crafting alone, with its proof: the relative gap that it ended with, or the grey levels beyond ε that the ray proves every image to miss by. **Feasible**: the same with the target's contrast halved, which every scaler here can show. **Per pixel**: the time a source pixel at {Large} over that at {Small}, on all threads.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}, {threads} threads{Machine.Load}; .NET {Environment.Version}. `dotnet run -c Release --project bench/Downright.Benchmarks -- attacks <file>`");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"| scaler | windows | {Small}, one thread | proof | feasible, one thread | proof | {Small}, all threads | {Large}, all threads | proof | per pixel |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        PixelImage<byte> target = Scene.Street().Render(Target), calm = Calm(target), small = Scene.Landscape().Render(Small), large = Scene.Landscape().Render(Large);
        PixelImage<byte> warm = Scene.Landscape().Render(new ImageSize(256, 256)), goal = Scene.Street().Render(new ImageSize(64, 64));
        foreach (string name in Scalers)
        {
            for (int run = 0; run < MaxRuns; run++) Craft(name, warm, goal, jobs: 1);
            Cell one = Measure(name, small, target, jobs: 1), feasible = Measure(name, small, calm, jobs: 1), all = Measure(name, small, target, jobs: -1), far = Measure(name, large, target, jobs: -1);
            double perPixel = far.Milliseconds / Large.Pixels / (all.Milliseconds / Small.Pixels);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {(one.Disjoint ? "disjoint" : "overlap")} | {one.Milliseconds:0} | {one.Proof} | {feasible.Milliseconds:0} | {feasible.Proof} | {all.Milliseconds:0} | {far.Milliseconds:0} | {far.Proof} | {perPixel:0.0} |");
        }

        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static AttackResult Craft(string name, PixelImage<byte> source, PixelImage<byte> target, int jobs) =>
        QuadraticAttack.Craft(ScalingOperator.Compile(ScalerProfile.Parse(name), source.Size, target.Size), source, target, new QuadraticOptions { Jobs = jobs });

    private static Cell Measure(string name, PixelImage<byte> source, PixelImage<byte> target, int jobs)
    {
        AttackResult? attack = null;
        List<double> times = [];
        long begin = Stopwatch.GetTimestamp();
        while (times.Count == 0 || (times.Count < MaxRuns && Stopwatch.GetElapsedTime(begin) < Enough))
        {
            long start = Stopwatch.GetTimestamp();
            attack = Craft(name, source, target, jobs);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        string proof = attack!.Optimality is { } optimality
            ? Math.Abs(optimality.RelativeGap).ToString("0.0E+0", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"infeasible by {attack.Infeasibility!.Margin:0.00}");
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse(name), source.Size, target.Size);
        return new Cell(times[times.Count / 2], proof, IsDisjoint(op.Left) && IsDisjoint(op.Right));
    }

    /// <summary>The target with half of its contrast, around mid-grey.</summary>
    private static PixelImage<byte> Calm(PixelImage<byte> target) =>
        new(Array.ConvertAll(target.ToArray(), sample => (byte)(64 + (sample / 2))), target.Size, target.Format);

    private static bool IsDisjoint(BandedMatrix axis) => Enumerable.Range(1, axis.Rows - 1).All(row => axis.First(row) >= axis.First(row - 1) + axis.Taps(row - 1));

    private sealed record Cell(double Milliseconds, string Proof, bool Disjoint);
}

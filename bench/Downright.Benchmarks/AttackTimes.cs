using System.Diagnostics;
using System.Globalization;
using System.Text;
using Downright.Attacks;
using Downright.Scaling;
using Downright.Scenes;

namespace Downright.Benchmarks;

/// <summary>The quadratic attack on one thread, RGB 896×896 to 224×224 and 4000×3000 to 224×224, on drawn scenes.</summary>
internal static class AttackTimes
{
    private const int Runs = 9;

    private static readonly string[] Scalers =
    [
        "opencv:nearest", "opencv:linear", "opencv:cubic", "opencv:area", "opencv:lanczos4", "pillow:linear", "pillow:cubic", "pillow:lanczos", "torch:linear+antialias",
    ];

    /// <summary>Measures, and writes the table to a file or to the console.</summary>
    public static int Run(string? file)
    {
        var table = new StringBuilder();
        table.AppendLine("# The quadratic attack's time");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"RGB 8-bit, ε = 1, one thread, on drawn scenes (a landscape as source, a street as target): median of {Runs} runs in milliseconds, crafting alone, with its proof: the relative gap that it ended with, or the grey levels beyond ε that the ray proves every image to miss by.");
        table.AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Processor}; .NET {Environment.Version}. `dotnet run -c Release --project bench/Downright.Benchmarks -- attacks <file>`");
        table.AppendLine();
        table.AppendLine("| scaler | windows | 896x896 | gap | 4000x3000 | gap |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- |");
        PixelImage<byte> target = Scene.Street().Render(new ImageSize(224, 224));
        PixelImage<byte>[] sources = [Scene.Landscape().Render(new ImageSize(896, 896)), Scene.Landscape().Render(new ImageSize(4000, 3000))];
        foreach (string name in Scalers)
        {
            var cells = sources.Select(source => Measure(name, source, target)).ToArray();
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {(cells[0].Disjoint ? "disjoint" : "overlap")} | {cells[0].Milliseconds:0} | {cells[0].Proof} | {cells[1].Milliseconds:0} | {cells[1].Proof} |");
        }

        if (file is null) Console.Write(table);
        else File.WriteAllText(file, table.ToString());
        return 0;
    }

    private static (double Milliseconds, string Proof, bool Disjoint) Measure(string name, PixelImage<byte> source, PixelImage<byte> target)
    {
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse(name), source.Size, target.Size);
        var options = new QuadraticOptions { Jobs = 1 };
        AttackResult attack = QuadraticAttack.Craft(op, source, target, options);
        var times = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            attack = QuadraticAttack.Craft(op, source, target, options);
            times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        string proof = attack.Optimality is { } optimality
            ? Math.Abs(optimality.RelativeGap).ToString("0.0E+0", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"infeasible by {attack.Infeasibility!.Margin:0.00}");
        return (times[Runs / 2], proof, IsDisjoint(op.Left) && IsDisjoint(op.Right));
    }

    private static bool IsDisjoint(BandedMatrix axis) => Enumerable.Range(1, axis.Rows - 1).All(row => axis.First(row) >= axis.First(row - 1) + axis.Taps(row - 1));
}

using System.Globalization;
using Downright.Analysis;
using Downright.Attacks;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>The adaptive attacks on the default prevention, on photographs: how much of the source has to go before it breaks.</summary>
public sealed class AdaptiveTableTests
{
    private const string Heading = """
        # Adaptive attacks on photographs

        Against the default prevention (selective median or random filter, mode support, f = 1), to 112×112, ε = 1: three of the fifty pairs of the [quadratic table](quadratic-attack-table.md), one for each unit of the ratio (`tests/Downright.Tests/Photos/AdaptiveTableTests.cs`, with `DOWNRIGHT_PHOTOS` naming a folder of photographs).

        - **broken**: pairs in which the defended output is nearer to the target than to the area-scaled source, by PSNR.
        - **to target**, **to source**: mean PSNR in dB of the defended output to the target, and of the attack image to the source image (99 for equal images). For random, over 5 fresh draws.
        - **broken above 20 dB**: pairs that are broken although the attack image has more than 20 dB to the source.

        | scaler | attack | δ | broken | to target | to source | broken above 20 dB |
        | --- | --- | --- | --- | --- | --- | --- |

        """;

    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("downright:area"));

    [Fact]
    public void The_default_prevention_breaks_only_where_the_table_says_so()
    {
        var all = PhotoPairs.Draw();
        (PixelImage<byte>, PixelImage<byte>)[] pairs = [all[0], all[17], all[34]];
        string rows = string.Concat(
            from name in (string[])["opencv:nearest", "opencv:linear", "opencv:cubic"]
            from attack in Attacks()
            select Row(name, attack, pairs));
        ApprovedTable.Check("adaptive-attacks-table.md", Heading + rows);
    }

    private static IEnumerable<(PreventionMethod Method, AdaptiveStrategy Strategy, double? Delta)> Attacks()
    {
        double[] deltas = [0.2, 0.4, 0.6];
        foreach (double delta in deltas) yield return (PreventionMethod.Median, AdaptiveStrategy.Window, delta);
        foreach (double delta in deltas) yield return (PreventionMethod.Median, AdaptiveStrategy.Poison, delta);
        yield return (PreventionMethod.Median, AdaptiveStrategy.Joint, null);
        yield return (PreventionMethod.Median, AdaptiveStrategy.NegativeLobe, null);
        foreach (double delta in deltas) yield return (PreventionMethod.Random, AdaptiveStrategy.Window, delta);
    }

    private static string Row(string name, (PreventionMethod Method, AdaptiveStrategy Strategy, double? Delta) attack, (PixelImage<byte> Source, PixelImage<byte> Target)[] pairs)
    {
        string method = "";
        var outcomes = pairs.AsParallel().AsOrdered().Select(pair =>
        {
            var defence = new PreventionOptions { Scaler = ScalerProfile.Parse(name), Method = attack.Method };
            ScalingOperator op = ScalingOperator.Compile(defence.Scaler, pair.Source.Size, pair.Target.Size);
            var options = new AdaptiveOptions { Strategy = attack.Strategy, Defence = defence, Delta = attack.Delta ?? 1, Quadratic = new QuadraticOptions { Jobs = 1 } };
            AttackResult result = AdaptiveAttack.Craft(op, pair.Source, pair.Target, options);
            method = result.Method;
            PixelImage<byte> truth = Area.Scale(pair.Source, pair.Target.Size);
            PixelImage<byte>[] outputs = [.. Enumerable.Range(1, attack.Method == PreventionMethod.Random ? 5 : 1)
                .Select(seed => new SafeScaler(defence with { Seed = (ulong)seed }).Scale(result.Image, pair.Target.Size))];
            double toTarget = outputs.Average(output => ImageMetrics.Psnr(output, pair.Target)), toTruth = outputs.Average(output => ImageMetrics.Psnr(output, truth));
            return (Broken: toTarget > toTruth, ToTarget: toTarget, ToSource: Math.Min(99, ImageMetrics.Psnr(pair.Source, result.Image)));
        }).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {method} | {(attack.Delta is { } delta ? delta.ToString(CultureInfo.InvariantCulture) : "–")} | {outcomes.Count(o => o.Broken)} of {outcomes.Length} | {outcomes.Average(o => o.ToTarget):0.0} | {outcomes.Average(o => o.ToSource):0.0} | {outcomes.Count(o => o.Broken && o.ToSource > 20)} |\n");
    }
}

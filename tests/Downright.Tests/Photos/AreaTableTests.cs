using System.Globalization;
using Downright.Analysis;
using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>The attacks on area scaling, on photographs: they succeed and show.</summary>
public sealed class AreaTableTests
{
    private const string Heading = """
        # Attacks on area scaling, on photographs

        To 112×112, ε = 1 (`tests/Downright.Tests/Photos/AreaTableTests.cs`, with `DOWNRIGHT_PHOTOS` naming a folder of photographs). PSNR of attack and source image in dB. Quiring et al. (2020) report means of 8.6 dB (L1) and 6.7 dB (L0) at 224×224 on other photographs, and about half of the pixels changed by L0.

        Area, at whole ratios: the sources of the fifty pairs of the [quadratic table](quadratic-attack-table.md), area-scaled to the next smaller whole ratio per axis (the published code does that with bicubic scaling).

        | attack | pairs | O1: largest byte error | PSNR: mean (largest) | pixels changed: mean (least) |
        | --- | --- | --- | --- | --- |

        """;

    private const string FractionalHeading = """

        Area, at the photographs' own, fractional ratios: the first pair of each unit bin. **gap**: how far, relative to it, what the attack keeps small can be from the least there is: mean (largest).

        | attack | pairs | O1: largest byte error | PSNR: mean (largest) | pixels changed: mean (least) | gap |
        | --- | --- | --- | --- | --- | --- |

        """;

    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("opencv:area"));

    [Fact]
    public void Area_attacks_succeed_and_show()
    {
        var pairs = PhotoPairs.Draw();
        string area = string.Concat(Enum.GetValues<AreaNorm>().Reverse().Select(norm => AreaRow(norm, pairs)));
        string fractional = string.Concat(Enum.GetValues<AreaNorm>().Reverse().Select(norm => FractionalRow(norm, [pairs[0], pairs[17], pairs[34]])));
        ApprovedTable.Check("area-attacks-table.md", Heading + area + FractionalHeading + fractional);
    }

    private static string AreaRow(AreaNorm norm, IReadOnlyList<(PixelImage<byte> Source, PixelImage<byte> Target)> pairs)
    {
        AttackResult[] attacks = [.. pairs.AsParallel().AsOrdered().Select(pair =>
        {
            var size = new ImageSize(pair.Source.Width / PhotoPairs.Size.Width * PhotoPairs.Size.Width, pair.Source.Height / PhotoPairs.Size.Height * PhotoPairs.Size.Height);
            PixelImage<byte> source = Area.Scale(pair.Source, size);
            return AreaAttack.Craft(Area.OperatorFor(size, PhotoPairs.Size), source, pair.Target, norm, new QuadraticOptions { Scaler = Area, Jobs = 1 });
        })];
        return $"| {Cells(norm, attacks)} |\n";
    }

    private static string FractionalRow(AreaNorm norm, IReadOnlyList<(PixelImage<byte> Source, PixelImage<byte> Target)> pairs)
    {
        AttackResult[] attacks = [.. pairs.AsParallel().AsOrdered().Select(pair =>
            AreaAttack.Craft(Area.OperatorFor(pair.Source.Size, PhotoPairs.Size), pair.Source, pair.Target, norm, new QuadraticOptions { Scaler = Area, Jobs = 1 }))];
        double[] gaps = [.. attacks.Select(attack => attack.Optimality!.RelativeGap)];
        Assert.All(gaps, gap => Assert.InRange(gap, -1e-9, norm == AreaNorm.L0 ? 0.5 : 1e-6));
        return string.Create(CultureInfo.InvariantCulture, $"| {Cells(norm, attacks)} | {(norm == AreaNorm.L0 ? $"{gaps.Average():P0} ({gaps.Max():P0})" : "below 1E-6")} |\n");
    }

    private static string Cells(AreaNorm norm, AttackResult[] attacks)
    {
        Assert.All(attacks, attack => Assert.Equal(0, attack.InfeasibleOutputs));
        double[] psnr = [.. attacks.Select(attack => ImageMetrics.Psnr(attack.Source, attack.Image))], changed = [.. attacks.Select(attack => attack.O2().L0Fraction)];
        Assert.True(psnr.Average() < 15, $"{norm}: {psnr.Average()} dB");
        return string.Create(CultureInfo.InvariantCulture, $"area-{norm.ToString().ToLowerInvariant()} | {attacks.Length} | {attacks.Max(a => a.LargestErrorOf(Area))} | {psnr.Average():0.0} ({psnr.Max():0.0}) | {changed.Average():P0} ({changed.Min():P0})");
    }
}

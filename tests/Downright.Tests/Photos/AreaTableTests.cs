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

    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("opencv:area"));

    [Fact]
    public void Area_attacks_succeed_and_show()
    {
        var pairs = PhotoPairs.Draw();
        string area = string.Concat(Enum.GetValues<AreaNorm>().Reverse().Select(norm => AreaRow(norm, pairs)));
        ApprovedTable.Check("area-attacks-table.md", Heading + area);
    }

    private static string AreaRow(AreaNorm norm, IReadOnlyList<(PixelImage<byte> Source, PixelImage<byte> Target)> pairs)
    {
        AttackResult[] attacks = [.. pairs.AsParallel().AsOrdered().Select(pair =>
        {
            var size = new ImageSize(pair.Source.Width / PhotoPairs.Size.Width * PhotoPairs.Size.Width, pair.Source.Height / PhotoPairs.Size.Height * PhotoPairs.Size.Height);
            PixelImage<byte> source = Area.Scale(pair.Source, size);
            return AreaAttack.Craft(Area.OperatorFor(size, PhotoPairs.Size), source, pair.Target, norm, new QuadraticOptions { Scaler = new ProfileScaler(Area.Profile), Jobs = 1 });
        })];
        Assert.All(attacks, attack => Assert.Equal(0, attack.InfeasibleOutputs));
        double[] psnr = [.. attacks.Select(attack => ImageMetrics.Psnr(attack.Source, attack.Image))], changed = [.. attacks.Select(attack => attack.O2().L0Fraction)];
        Assert.True(psnr.Average() < 15, $"{norm}: {psnr.Average()} dB");
        return string.Create(CultureInfo.InvariantCulture, $"| area-{norm.ToString().ToLowerInvariant()} | {attacks.Length} | {attacks.Max(a => a.LargestErrorOf(new ProfileScaler(Area.Profile)))} | {psnr.Average():0.0} ({psnr.Max():0.0}) | {changed.Average():P0} ({changed.Min():P0}) |\n");
    }
}

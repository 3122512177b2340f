using System.Globalization;
using Downright.Analysis;
using Downright.Attacks;
using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>The attacks on scalers that average, on photographs: they succeed and show, or fail.</summary>
public sealed class AreaTableTests
{
    private const string Heading = """
        # Attacks on averaging scalers, on photographs

        To 112×112, ε = 1 (`tests/Downright.Tests/Photos/AreaTableTests.cs`, with `DOWNRIGHT_PHOTOS` naming a folder of photographs). PSNR of attack and source image in dB. Quiring et al. (2020) report means of 8.6 dB (L1) and 6.7 dB (L0) at 224×224 on other photographs, and about half of the pixels changed by L0.

        Area, at whole ratios: the sources of the fifty pairs of the [quadratic table](quadratic-attack-table.md), area-scaled to the next smaller whole ratio per axis, as the published code does.

        | attack | pairs | O1: largest byte error | PSNR: mean (largest) | pixels changed: mean (least) |
        | --- | --- | --- | --- | --- |

        """;

    private const string RestrictedHeading = """

        Restricted (2 free pixels per kernel and axis, the others within ±10), the 16 pairs with ratios in [4, 5). Solved: every output within ε. Quiring et al. report success of the model's prediction for 0 % (bilinear) and 0.83 % (bicubic).

        | scaler | steps | solved | infeasible outputs: mean share | PSNR of output and target: mean (largest) | PSNR: mean |
        | --- | --- | --- | --- | --- | --- |

        """;

    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("opencv:area"));

    [Fact]
    public void Area_attacks_succeed_and_show_and_restricted_ones_fail()
    {
        var pairs = PhotoPairs.Draw();
        string area = string.Concat(Enum.GetValues<AreaNorm>().Reverse().Select(norm => AreaRow(norm, pairs)));
        string restricted = string.Concat(
            from name in (string[])["pillow:linear", "pillow:cubic"]
            from steps in Enum.GetValues<AttackSteps>().Reverse()
            select RestrictedRow(name, steps, [.. pairs.Skip(34)]));
        ApprovedTable.Check("area-attacks-table.md", Heading + area + RestrictedHeading + restricted);
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

    private static string RestrictedRow(string name, AttackSteps steps, (PixelImage<byte> Source, PixelImage<byte> Target)[] pairs)
    {
        var outcomes = pairs.AsParallel().AsOrdered().Select(pair =>
        {
            var scaler = new ProfileScaler(ScalerProfile.Parse(name));
            AttackResult attack = RestrictedAttack.Craft(scaler.OperatorFor(pair.Source.Size, pair.Target.Size), pair.Source, pair.Target, new QuadraticOptions { Steps = steps, Jobs = 1 });
            OutputObjective o1 = attack.O1(scaler);
            return (Solved: o1.MaxAbsError <= 2, Infeasible: attack.InfeasibleOutputs, Output: o1.PsnrDb, Psnr: ImageMetrics.Psnr(pair.Source, attack.Image));
        }).ToArray();
        double samples = PhotoPairs.Size.Pixels * 3;
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {steps.ToString().ToLowerInvariant()} | {outcomes.Count(o => o.Solved)} of {outcomes.Length} | {(steps == AttackSteps.Two ? "–" : (outcomes.Average(o => o.Infeasible) / samples).ToString("P0", CultureInfo.InvariantCulture))} | {outcomes.Average(o => o.Output):0.0} ({outcomes.Max(o => o.Output):0.0}) | {outcomes.Average(o => o.Psnr):0.0} |\n");
    }
}

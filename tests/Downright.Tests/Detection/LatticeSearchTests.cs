using System.Runtime.Intrinsics;
using Downright.Attacks;
using Downright.Detection;
using Downright.Scaling;
using Downright.Scenes;
using Downright.Tests.Reference;

namespace Downright.Tests.Detection;

/// <summary>The lattice search: its sums against plain ones, and what it finds in whole images and in parts.</summary>
public sealed class LatticeSearchTests
{
    private static readonly PixelImage<byte> Clean = Scene.Landscape().Render(new ImageSize(403, 310));

    [Fact]
    public void Profiles_are_sums_of_detail_over_bands_a_quarter_long()
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(53, 41), PixelFormat.Gray, 3);
        using var grey = new GreyPlane(image);
        var profiles = new DetailProfiles(grey);
        int At(int x, int y)
        {
            if (x is 0 or 52 || y is 0 or 40) return 0;
            int a = image.Row(y)[x];
            return Math.Min(32, Math.Min(Math.Abs(a - ((image.Row(y)[x - 1] + image.Row(y)[x + 1] + 1) / 2)), Math.Abs(a - ((image.Row(y - 1)[x] + image.Row(y + 1)[x] + 1) / 2))));
        }

        for (int band = 0; band < DetailProfiles.Bands; band++)
        {
            bool whole = band == DetailProfiles.Bands - 1;
            for (int x = 0; x < 53; x++)
                Assert.Equal(Enumerable.Range(0, 41).Where(y => whole || (y >= band * 41 / 8 && y < (band + 2) * 41 / 8)).Sum(y => At(x, y)), profiles.Columns[x][band]);
            for (int y = 0; y < 41; y++)
                Assert.Equal(Enumerable.Range(0, 53).Where(x => whole || (x >= band * 53 / 8 && x < (band + 2) * 53 / 8)).Sum(x => At(x, y)), profiles.Rows[y][band]);
        }
    }

    [Theory]
    [InlineData("opencv:nearest", LatticeKind.Floor, 96, 96)]
    [InlineData("pillow:nearest", LatticeKind.Centre, 96, 96)]
    [InlineData("opencv:linear", LatticeKind.HalfPixel, 96, 96)]
    [InlineData("tensorflow1:linear", LatticeKind.Corner, 96, 96)]
    [InlineData("opencv:linear", LatticeKind.HalfPixel, 71, 83)]
    [InlineData("opencv:nearest", LatticeKind.Floor, 155, 50)]
    [InlineData("opencv:nearest", LatticeKind.Floor, 201, 155)]
    internal void The_size_and_the_kind_of_an_attack_fit_best(string name, LatticeKind kind, int width, int height)
    {
        var size = new ImageSize(width, height);
        using var grey = new GreyPlane(Craft(name, Scene.Street().Render(size)));
        LatticeMatch best = new LatticeSearch(grey).Best()[0];
        Assert.Equal((size, kind), (best.Size, best.Kind));
        Assert.True(best.Fit > 12, $"{best.Fit}");
    }

    [Theory]
    [InlineData("opencv:nearest", LatticeKind.Floor)]
    [InlineData("pillow:nearest", LatticeKind.Centre)]
    [InlineData("opencv:linear", LatticeKind.HalfPixel)]
    [InlineData("tensorflow1:linear", LatticeKind.Corner)]
    internal void Fits_are_what_the_outputs_samples_stand_out_by_in_standard_deviations_of_chance(string name, LatticeKind kind)
    {
        const int Outputs = 24, Samples = 115;
        var random = new Random(4);
        var profile = new Vector256<float>[Samples];
        for (int x = 0; x < Samples; x++)
            profile[x] = Vector256.Create<float>([.. Enumerable.Range(0, 8).Select(_ => random.Next(100))]);
        double[,] expected = new double[8, 8];
        BandedMatrix taps = ScalingOperator.Compile(ScalerProfile.Parse(name), new ImageSize(Samples, Samples), new ImageSize(Outputs, Outputs)).Right;
        for (int band = 0; band < 8; band++)
        {
            // Chance: the same sum of squares, dealt to samples of the part's mean.
            double[] white = White([.. profile.Select(bands => (double)bands[band])]);
            var (sum, variance) = (new double[8], new double[8]);
            for (int eighth = 0; eighth < 8; eighth++)
            {
                int start = eighth * Samples / 8, end = (eighth + 1) * Samples / 8;
                double weight = 0;
                for (int output = 0; output < Outputs; output++)
                {
                    int first = taps.First(output);
                    if (first < start || first >= end) continue;
                    double all = Enumerable.Range(0, Samples).Sum(x => taps[output, x] * taps[output, x]);
                    for (int x = 0; x < Samples; x++)
                    {
                        double share = taps[output, x] * taps[output, x] / all;
                        (sum[eighth], weight, variance[eighth]) = (sum[eighth] + (share * white[x]), weight + share, variance[eighth] + (share * share));
                    }
                }

                sum[eighth] -= weight * white[start..end].Average();
                variance[eighth] -= weight * weight / (end - start);
            }

            for (int part = 0; part < 7; part++) expected[part, band] = (sum[part] + sum[part + 1]) / Math.Sqrt(variance[part] + variance[part + 1]);
            expected[7, band] = sum.Sum() / Math.Sqrt(variance.Sum());
        }

        var axis = new LatticeAxis(profile);
        Vector256<float>[] known = new Vector256<float>[8], searched = new Vector256<float>[8];
        axis.Match(taps, known);
        axis.Match(Outputs, kind, searched);
        for (int part = 0; part < 8; part++)
        {
            for (int band = 0; band < 8; band++)
            {
                Assert.Equal(expected[part, band], known[part][band], 1e-3);

                // Weights of a search are kept in steps.
                Assert.Equal(expected[part, band], searched[part][band], 0.05);
            }
        }

        static double[] White(double[] values) => [.. values.Select((value, x) =>
        {
            double[] around = values[Math.Max(x - 16, 0)..Math.Min(x + 17, values.Length)];
            double mean = around.Average();
            return Math.Clamp((value - mean) / (Math.Sqrt(around.Average(other => other * other) - (mean * mean)) + 1e-3), -4, 4);
        })];
    }

    [Theory]
    [InlineData("opencv:nearest", 64)]
    [InlineData("opencv:cubic", 112)]
    [InlineData("tensorflow1:linear", 128)]
    public void An_attack_on_a_part_is_among_the_first_matches(string name, int side)
    {
        var size = new ImageSize(side, side);
        byte[] samples = new ProfileScaler(ScalerProfile.Parse(name)).Scale(Clean, size).ToArray();
        int length = side / 5;
        PixelImage<byte> patch = Scene.FruitBowl().Render(new ImageSize(length, length));
        for (int y = 0; y < length; y++) patch.Row(y).CopyTo(samples.AsSpan((((side / 2) + y) * side + (side / 3)) * 3));
        using var grey = new GreyPlane(Craft(name, new PixelImage<byte>(samples, size, PixelFormat.Rgb)));
        Assert.Contains(size, new LatticeSearch(grey).Best().Take(3).Select(match => match.Size));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 500)]
    [InlineData(19, 400)]
    [InlineData(20, 20)]
    public void Small_images_have_few_matches_or_none(int width, int height)
    {
        using var grey = new GreyPlane(Pictures.Noise(new ImageSize(width, height), PixelFormat.Gray, 1));
        Assert.All(new LatticeSearch(grey).Best(), match => Assert.True(match.Size.Width <= width * 4 / 5 && match.Size.Height <= height * 4 / 5, $"{match}"));
    }

    private static PixelImage<byte> Craft(string name, PixelImage<byte> target)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        return QuadraticAttack.Craft(scaler.OperatorFor(Clean.Size, target.Size), Clean, target, new QuadraticOptions { Scaler = scaler }).Image;
    }
}

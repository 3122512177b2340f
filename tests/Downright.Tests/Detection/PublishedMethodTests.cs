using Downright.Analysis;
using Downright.Attacks;
using Downright.Detection;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Detection;

/// <summary>Every published method against its slow formula, on a picture and on an attack image made of it.</summary>
public sealed class PublishedMethodTests
{
    private static readonly DetectionTarget Target = new(new ImageSize(21, 16), ScalerProfile.Parse("opencv:linear"));
    private static readonly ProfileScaler Scaler = new(Target.Scaler!);
    private static readonly PixelImage<byte> Benign = Picture(new ImageSize(67, 50), 3);
    private static readonly PixelImage<byte> Attack = QuadraticAttack.Craft(Scaler.OperatorFor(Benign.Size, Target.Size!.Value), Benign, Picture(Target.Size!.Value, 8)).Image;

    private static readonly Dictionary<string, Func<PixelImage<byte>, double>> Formulas = new(StringComparer.Ordinal)
    {
        ["down-and-up-mse"] = image => 1 / ReferenceDetection.Error(image, RoundTrip(image)),
        ["down-and-up-psnr"] = image => ReferenceDetection.Psnr(image, RoundTrip(image)),
        ["down-and-up-ssim"] = image => ReferenceSsim.Mean(image, RoundTrip(image)),
        ["down-and-up-histogram"] = image => ReferenceDetection.Histograms(image, RoundTrip(image)),
        ["down-and-up-scattering"] = image => ReferenceDetection.Scatterings(image, RoundTrip(image)),
        ["minimum-filter-mse"] = image => 1 / ReferenceDetection.Error(image, ReferenceDetection.Extremes(image, brightest: false)),
        ["minimum-filter-ssim"] = image => ReferenceSsim.Mean(image, ReferenceDetection.Extremes(image, brightest: false)),
        ["maximum-filter-mse"] = image => 1 / ReferenceDetection.Error(image, ReferenceDetection.Extremes(image, brightest: true)),
        ["maximum-filter-ssim"] = image => ReferenceSsim.Mean(image, ReferenceDetection.Extremes(image, brightest: true)),
        ["peak-spectrum"] = image => ReferenceDetection.PeakSpectrum(ReferenceDetection.Spectrum(image), Target.Size!.Value),
        ["peak-distance"] = image => ReferenceDetection.PeakDistance(ReferenceDetection.Spectrum(image), Target.Size!.Value),
        ["clean-median-psnr"] = image => ReferenceDetection.Psnr(image, Cleaned(image).Median(image)),
        ["clean-median-ssim"] = image => ReferenceSsim.Mean(image, Cleaned(image).Median(image)),
        ["clean-random-psnr"] = image => ReferenceDetection.Psnr(image, Cleaned(image).Random(image, 0)),
        ["clean-random-ssim"] = image => ReferenceSsim.Mean(image, Cleaned(image).Random(image, 0)),
        ["patch-clean"] = image => ReferenceDetection.PatchClean(Scaler.Scale(image, Target.Size!.Value), Scaler.Scale(Cleaned(image).Median(image), Target.Size!.Value)),
        ["targeted-patch-clean"] = image => ReferenceDetection.TargetedPatchClean(image, Cleaned(image).Median(image), Considered(image)),
    };

    public static TheoryData<string> Names => [.. Formulas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_method_equals_its_formula(string name)
    {
        foreach (PixelImage<byte> image in new[] { Benign, Attack })
        {
            MethodScore score = DetectionMethods.Named(name).Score(image, Target);
            double expected = Formulas[name](image);
            Assert.Equal(expected, score.RawValue!.Value, Math.Abs(expected) * 1e-9);
            Assert.InRange(score.Score!.Value, 0, 1);
        }
    }

    [Theory]
    [InlineData("csp")]
    [InlineData("csp-improved")]
    [InlineData("peak-spectrum")]
    [InlineData("peak-distance")]
    public void Spectra_of_huge_images_are_not_taken(string name)
    {
        var size = new ImageSize(4096, 4097);
        var huge = new PixelImage<byte>(new byte[size.Pixels], size, PixelFormat.Gray);
        long before = GC.GetTotalAllocatedBytes();
        Assert.Contains("takes too much memory", DetectionMethods.Named(name).Score(huge, Target).Reason, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100_000_000);
    }

    [Fact]
    public void Every_published_method_has_a_formula_here_or_a_test_of_its_own() =>
        Assert.Equal(["csp", "csp-improved", "targeted-prevention"], DetectionMethods.All.Select(method => method.Name).Except(DetectionMethods.Recommended).Except(Formulas.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Targeted_prevention_is_the_quantile_of_the_changes_at_considered_pixels()
    {
        bool[,] considered = Considered(Attack);
        PixelImage<byte> clean = Cleaned(Attack).Median(Attack);
        double[] changes = [.. (from y in Enumerable.Range(0, Attack.Height) from x in Enumerable.Range(0, Attack.Width) where considered[y, x] from c in Enumerable.Range(0, 3)
                                select (double)Math.Abs(Attack.Row(y)[(x * 3) + c] - clean.Row(y)[(x * 3) + c])).Order()];
        double place = 0.6 * (changes.Length - 1);
        double expected = changes[(int)place] + ((place - (int)place) * (changes[(int)place + 1] - changes[(int)place]));
        Assert.Equal(expected, DetectionMethods.Named("targeted-prevention").Score(Attack, Target).RawValue!.Value, 1e-9);
    }

    [Fact]
    public void Contours_are_the_parts_and_their_holes()
    {
        // A ring with a dot in it, and two squares that touch at a corner: two outlines and a hole, then one.
        bool[] mask = [.. string.Concat("#####....", "#...#....", "#.#.#.##.", "#...#.##.", "#####...#", ".........").Select(c => c == '#')];
        Assert.Equal(4, Contours.Count(mask, new ImageSize(9, 6)));
    }

    [Fact]
    public void Bright_spots_of_a_spectrum_are_counted()
    {
        // Waves along both axes: the middle and a spot on each of its four sides, far enough apart to stay apart.
        PixelImage<byte> waves = Pictures.Draw(new ImageSize(128, 128), (x, y) => 128 + (60 * Math.Cos(x * Math.PI / 2)) + (60 * Math.Cos(y * Math.PI / 2)));
        MethodScore few = DetectionMethods.Named("csp").Score(Pictures.Waves(new ImageSize(128, 128)), Target), many = DetectionMethods.Named("csp-improved").Score(waves, Target);
        Assert.Equal(0, few.RawValue);
        Assert.Equal(many.RawValue / (many.RawValue + 1), many.Score);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Images_that_do_not_shrink_have_a_reason_or_need_no_target(string name)
    {
        DetectionMethod method = DetectionMethods.Named(name);
        foreach (ImageSize size in new[] { Target.Size!.Value, new ImageSize(15, 90), new ImageSize(1, 1) })
        {
            MethodScore score = method.Score(Picture(size, 1), Target);
            Assert.True(score.Score is null == score.Reason is not null, $"{score}");
            if (method.NeedsSize) Assert.NotNull(score.Reason);
        }
    }

    [Fact]
    public void A_ratio_of_at_most_2_has_no_peaks() => Assert.All(["peak-spectrum", "peak-distance"], name =>
        Assert.Equal("from 42x32 to 21x16 the scaling ratio is at most 2, and no peak lies inside the spectrum", DetectionMethods.Named(name).Score(Picture(new ImageSize(42, 32), 1), Target).Reason));

    [Fact]
    public void What_a_method_needs_and_has_not_is_its_reason() =>
        Assert.Equal("the target size is unknown", DetectionMethods.Named("down-and-up-psnr").Score(Benign, new DetectionTarget()).Reason);

    private static PixelImage<byte> RoundTrip(PixelImage<byte> image) => Scaler.Scale(Scaler.Scale(image, Target.Size!.Value), image.Size);

    private static bool[,] Considered(PixelImage<byte> image)
    {
        ConsideredPixels found = ConsideredPixels.Of(Scaler.OperatorFor(image.Size, Target.Size!.Value), ConsideredMode.Reference);
        var considered = new bool[image.Height, image.Width];
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++) considered[y, x] = found.Contains(x, y);
        return considered;
    }

    private static ReferenceSelectiveFilter Cleaned(PixelImage<byte> image) =>
        new(Scaler.OperatorFor(image.Size, Target.Size!.Value), Considered(image), fallsBack: false, factor: 1);

    /// <summary>Waves and grain in three channels.</summary>
    private static PixelImage<byte> Picture(ImageSize size, int seed)
    {
        var random = new Random(seed);
        byte[] samples = new byte[size.Width * size.Height * 3];
        for (int i = 0; i < samples.Length; i++)
        {
            int x = i / 3 % size.Width, y = i / 3 / size.Width;
            samples[i] = (byte)(128 + (50 * Math.Sin((x * 6.0 / size.Width) + seed)) + (50 * Math.Cos((y * 5.0 / size.Height) + (i % 3))) + random.Next(-9, 10));
        }

        return new PixelImage<byte>(samples, size, PixelFormat.Rgb);
    }
}

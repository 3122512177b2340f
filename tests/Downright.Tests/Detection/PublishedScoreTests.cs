using Downright.Attacks;
using Downright.Detection;
using Downright.Files;
using Downright.Scaling;

namespace Downright.Tests.Detection;

/// <summary>
/// The scores published with the 2023 detectors' tutorial, to the digits printed: scikit-image's coffee, attacked for its
/// chelsea at 90×60 behind TensorFlow's nearest, and coffee as it is.
/// </summary>
public sealed class PublishedScoreTests
{
    private static readonly string[] Folders =
    [
        "/usr/lib/python3/dist-packages/skimage/data",
        Environment.GetEnvironmentVariable("DOWNRIGHT_SKIMAGE_DATA") ?? "",
    ];

    private static readonly DetectionTarget Target = new(new ImageSize(90, 60), ScalerProfile.Parse("tensorflow1:nearest"));

    private static readonly Lazy<AttackResult> Coffee = new(() => Attack(Read("coffee.png")));

    /// <summary>Random draws are ours, not the published ones, so that clean-random is missing.</summary>
    public static TheoryData<string, string, string> Scores { get; } = new()
    {
        { "peak-spectrum", "89.4371", "55.4217" },
        { "peak-distance", "1.0", "31.9931" },
        { "csp", "0", "0" },
        { "csp-improved", "1", "1" },
        { "down-and-up-psnr", "10.8209", "18.5387" },
        { "down-and-up-mse", "1.85786E-004", "1.09846E-003" },
        { "down-and-up-ssim", "0.193896", "0.490103" },
        { "down-and-up-histogram", "0.803889", "0.985994" },
        { "down-and-up-scattering", "0.860541", "0.990599" },
        { "minimum-filter-mse", "1.15166E-003", "2.12025E-003" },
        { "minimum-filter-ssim", "0.429670", "0.714797" },
        { "maximum-filter-mse", "8.33655E-004", "1.74069E-003" },
        { "maximum-filter-ssim", "0.427120", "0.730650" },
        { "clean-median-psnr", "27.3992", "40.3874" },
        { "clean-median-ssim", "0.722152", "0.993768" },
        { "patch-clean", "5.47784", "8.07560" },
        { "targeted-patch-clean", "96.946", "23.1407" },
    };

    [Theory]
    [MemberData(nameof(Scores))]
    public void The_published_score_comes_out_to_the_digits_printed(string name, string attack, string benign)
    {
        DetectionMethod method = DetectionMethods.Named(name);
        AssertPrinted(attack, method.Score(Coffee.Value.Image, Target).RawValue!.Value);
        AssertPrinted(benign, method.Score(Coffee.Value.Source, Target).RawValue!.Value);
    }

    [Fact]
    public void Peaks_added_send_the_peak_distance_as_far_as_published()
    {
        AttackResult attack = DetectionEvasion.AddPeaks(Coffee.Value, 50);
        double distance = DetectionMethods.Named("peak-distance").Score(attack.Image, Target).RawValue!.Value;

        // The published attack stretches contrasts afterwards, ours clips; the maxima stay where they are.
        AssertPrinted("45.2462", distance);
    }

    /// <summary>The target is what the model would see anyway, with a square of 15×15 pixels made nearly black at the lower left.</summary>
    [Fact]
    public void A_local_backdoor_scores_as_published()
    {
        PixelImage<byte> coffee = Read("coffee.png");
        ImageSize size = Target.Size!.Value;
        byte[] target = new ProfileScaler(Target.Scaler!).Scale(coffee, size).ToArray();
        for (int y = size.Height - 17; y < size.Height - 2; y++)
            for (int x = 3 * 2; x < 3 * 17; x++) target[(3 * y * size.Width) + x] = (byte)((0.1 * target[(3 * y * size.Width) + x]) + 0.9);
        ScalingOperator op = ScalingOperator.Compile(Target.Scaler!, coffee.Size, size);
        PixelImage<byte> attack = QuadraticAttack.Craft(op, coffee, new PixelImage<byte>(target, size, PixelFormat.Rgb), new QuadraticOptions { Steps = AttackSteps.Two }).Image;
        AssertPrinted("79.2", DetectionMethods.Named("peak-spectrum").Score(attack, Target).RawValue!.Value);
        AssertPrinted("10.3505", DetectionMethods.Named("peak-distance").Score(attack, Target).RawValue!.Value);
        AssertPrinted("0.484293", DetectionMethods.Named("down-and-up-ssim").Score(attack, Target).RawValue!.Value);
    }

    private static void AssertPrinted(string printed, double value)
    {
        double expected = double.Parse(printed, System.Globalization.CultureInfo.InvariantCulture);
        int exponent = printed.IndexOf('E', StringComparison.Ordinal);
        string digits = exponent < 0 ? printed : printed[..exponent];
        int decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        double unit = Math.Pow(10, -decimals) * (exponent < 0 ? 1 : Math.Pow(10, int.Parse(printed[(exponent + 1)..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.InRange(value, expected - (unit * 0.5000001), expected + (unit * 0.5000001));
    }

    private static AttackResult Attack(PixelImage<byte> coffee)
    {
        PixelImage<byte> chelsea = new ProfileScaler(ScalerProfile.Parse("opencv:cubic")).Scale(Read("chelsea.png"), Target.Size!.Value);
        ScalingOperator op = ScalingOperator.Compile(Target.Scaler!, coffee.Size, Target.Size!.Value);
        return QuadraticAttack.Craft(op, coffee, chelsea, new QuadraticOptions { Steps = AttackSteps.Two });
    }

    private static PixelImage<byte> Read(string name)
    {
        string? path = Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipUnless(path is not null, $"{name} of Debian's python3-skimage is not here; DOWNRIGHT_SKIMAGE_DATA may name its folder.");
        return new VipsImageCodec().Decode(path!);
    }
}

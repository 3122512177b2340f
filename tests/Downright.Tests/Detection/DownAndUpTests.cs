using Downright.Detection;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Detection;

/// <summary>Down-and-up against slow formulas.</summary>
public sealed class DownAndUpTests
{
    private static readonly DetectionTarget Target = new(new ImageSize(17, 13), ScalerProfile.Parse("opencv:cubic"));

    [Theory]
    [InlineData("mse")]
    [InlineData("psnr")]
    [InlineData("ssim")]
    public void Every_comparison_equals_its_formula(string metric)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(61, 43), PixelFormat.Rgb, seed: 7);
        var scaler = new ProfileScaler(Target.Scaler!);
        PixelImage<byte> roundTrip = scaler.Scale(scaler.Scale(image, Target.Size!.Value), image.Size);

        double error = image.ToArray().Zip(roundTrip.ToArray(), (a, b) => Math.Pow(a - b, 2)).Average();
        double expected = metric switch
        {
            "mse" => 1 / error,
            "psnr" => 20 * Math.Log10(255 / Math.Sqrt(error)),
            _ => ReferenceSsim.Mean(image, roundTrip),
        };

        MethodScore score = DetectionMethods.Named($"down-and-up-{metric}").Score(image, Target);
        Assert.Equal(expected, score.RawValue!.Value, Math.Abs(expected) * 1e-9);
        Assert.InRange(score.Score!.Value, 0, 1);
    }

    [Fact]
    public void Images_that_do_not_shrink_have_no_score_but_a_reason()
    {
        DetectionMethod method = DetectionMethods.Named("down-and-up-psnr");
        MethodScore same = method.Score(Pictures.Noise(Target.Size!.Value, PixelFormat.Rgb, 1), Target);
        MethodScore narrow = method.Score(Pictures.Noise(new ImageSize(16, 100), PixelFormat.Gray, 1), Target);
        Assert.All([same, narrow], score => Assert.Null(score.Score));
        Assert.Equal("the image has the target size 17x13 already", same.Reason);
        Assert.Equal("the image of 16x100 does not shrink to 17x13 on both axes", narrow.Reason);
    }

    [Fact]
    public void What_a_method_needs_and_has_not_is_its_reason()
    {
        MethodScore score = DetectionMethods.Named("down-and-up-psnr").Score(Pictures.Noise(new ImageSize(40, 40), PixelFormat.Rgb, 1), new DetectionTarget());
        Assert.Equal("the target size is unknown", score.Reason);
    }
}

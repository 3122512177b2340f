using Downright.Scaling;

namespace Downright.Tests.Scaling;

/// <summary>
/// How much of the image each kernel sees at β = 903/224, the ratio of a common photo and a common model: the figures
/// that decide who is vulnerable.
/// </summary>
public sealed class KernelWidthTests
{
    private const int Source = 903, Target = 224;

    [Theory]
    [InlineData("opencv:nearest", 1, 0.248, 1, 1.00)]
    [InlineData("tensorflow1:nearest", 1, 0.248, 1, 1.00)]
    [InlineData("tensorflow:nearest", 1, 0.248, 1, 1.00)]
    [InlineData("pillow:nearest", 1, 0.248, 1, 1.00)]
    [InlineData("torch:nearest", 1, 0.248, 1, 1.00)]
    [InlineData("torch:nearest-exact", 1, 0.248, 1, 1.00)]
    [InlineData("onnx:nearest", 1, 0.248, 1, 1.00)]
    [InlineData("opencv:linear", 2, 0.496, 1, 1.00)]
    [InlineData("tensorflow:linear", 2, 0.496, 1, 1.00)]
    [InlineData("torch:linear", 2, 0.496, 1, 1.00)]
    [InlineData("onnx:linear", 2, 0.496, 1, 1.00)]
    [InlineData("opencv:cubic", 4, 0.992, 1, 1.14)]
    [InlineData("torch:cubic", 4, 0.992, 1, 1.14)]
    [InlineData("onnx:cubic", 4, 0.992, 1, 1.14)]
    [InlineData("tensorflow:cubic", 4, 0.992, 1, 1.09)]
    [InlineData("opencv:lanczos4", 8, 1.000, 2, 1.18)]
    [InlineData("tensorflow1:linear", 2, 0.488, 1, 1.00)]
    [InlineData("tensorflow1:cubic", 4, 0.969, 1, 1.14)]
    [InlineData("pillow:linear", 9, 1.000, 2, 0.43)]
    [InlineData("torch:linear+antialias", 9, 1.000, 2, 0.43)]
    [InlineData("tensorflow:linear+antialias", 9, 1.000, 2, 0.43)]
    [InlineData("onnx:linear+antialias", 9, 1.000, 2, 0.43)]
    [InlineData("pillow:cubic", 17, 1.000, 4, 0.47)]
    [InlineData("torch:cubic+antialias", 17, 1.000, 4, 0.47)]
    [InlineData("tensorflow:cubic+antialias", 17, 1.000, 4, 0.47)]
    [InlineData("pillow:lanczos", 25, 1.000, 6, 0.48)]
    [InlineData("tensorflow:lanczos3+antialias", 25, 1.000, 6, 0.48)]
    [InlineData("opencv:area", 5, 1.000, 2, 0.50)]
    [InlineData("tensorflow1:area", 5, 1.000, 2, 0.50)]
    [InlineData("tensorflow:area", 5, 1.000, 2, 0.50)]
    [InlineData("downright:area", 5, 1.000, 2, 0.50)]
    [InlineData("torch:area", 5, 1.000, 2, 0.40)]
    [InlineData("pillow:box", 5, 1.000, 1, 0.50)]
    public void Kernels_are_as_wide_as_measured(string name, int taps, double used, int fed, double twoHeaviest)
    {
        BandedMatrix matrix = ScalingOperator
            .Compile(ScalerProfile.Parse(name), new ImageSize(Source, Source), new ImageSize(Target, Target)).Left;

        var feeds = new int[Source];
        var heaviest = new List<double>();
        for (int i = 0; i < Target; i++)
        {
            for (int tap = 0; tap < matrix.Taps(i); tap++)
            {
                if (matrix.Weights(i)[tap] != 0) feeds[matrix.First(i) + tap]++;
            }

            double[] weights = [.. matrix.Weights(i).ToArray().OrderByDescending(w => w)];
            heaviest.Add(weights.Take(2).Sum());
        }

        heaviest.Sort();
        Assert.Equal(
            (taps, used, fed, twoHeaviest),
            (matrix.MaxTaps, Math.Round(feeds.Count(f => f > 0) / (double)Source, 3), feeds.Max(), Math.Round((heaviest[(Target / 2) - 1] + heaviest[Target / 2]) / 2, 2)));
    }

    [Theory]
    [InlineData("opencv:cubic", -0.11)]
    [InlineData("opencv:lanczos4", -0.17)]
    public void Negative_lobes_reach_as_deep_as_measured(string name, double lowest)
    {
        BandedMatrix matrix = ScalingOperator
            .Compile(ScalerProfile.Parse(name), new ImageSize(Source, Source), new ImageSize(Target, Target)).Left;
        double least = Enumerable.Range(0, Target).Min(i => matrix.Weights(i).ToArray().Min());
        Assert.Equal(lowest, least, 0.005);
    }
}

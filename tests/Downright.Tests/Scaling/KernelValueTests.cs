using Downright.Scaling;

namespace Downright.Tests.Scaling;

/// <summary>Weights that can be checked by hand, of one output in the middle of an axis.</summary>
public sealed class KernelValueTests
{
    [Theory]
    // Even ratios with half-pixel centres land between two samples.
    [InlineData("opencv:linear", 16, 4, 2, 9, new[] { 0.5, 0.5 })]
    [InlineData("torch:linear", 16, 4, 2, 9, new[] { 0.5, 0.5 })]
    [InlineData("onnx:linear", 16, 4, 2, 9, new[] { 0.5, 0.5 })]
    [InlineData("tensorflow:linear", 16, 4, 2, 9, new[] { 0.5, 0.5 })]
    // Keys' kernel between two samples, with a = -3/4 and -1/2.
    [InlineData("opencv:cubic", 16, 4, 2, 8, new[] { -0.09375, 0.59375, 0.59375, -0.09375 })]
    [InlineData("torch:cubic", 16, 4, 2, 8, new[] { -0.09375, 0.59375, 0.59375, -0.09375 })]
    [InlineData("onnx:cubic", 16, 4, 2, 8, new[] { -0.09375, 0.59375, 0.59375, -0.09375 })]
    [InlineData("onnx:cubic+a=-0.5", 16, 4, 2, 8, new[] { -0.0625, 0.5625, 0.5625, -0.0625 })]
    [InlineData("tensorflow:cubic", 16, 4, 2, 8, new[] { -0.0625, 0.5625, 0.5625, -0.0625 })]
    [InlineData("opencv:lanczos4", 16, 4, 2, 6, new[] { -0.0126, 0.0598, -0.1660, 0.6189, 0.6189, -0.1660, 0.0598, -0.0126 })]
    // The legacy grid of a doubled axis: every other output lies between two samples.
    [InlineData("tensorflow1:linear", 8, 16, 7, 3, new[] { 0.5, 0.5 })]
    [InlineData("tensorflow1:cubic", 8, 16, 7, 2, new[] { -0.09375, 0.59375, 0.59375, -0.09375 })]
    // A triangle stretched by four.
    [InlineData("pillow:linear", 32, 8, 4, 14, new[] { 1 / 32.0, 3 / 32.0, 5 / 32.0, 7 / 32.0, 7 / 32.0, 5 / 32.0, 3 / 32.0, 1 / 32.0 })]
    [InlineData("tensorflow:linear+antialias", 32, 8, 4, 14, new[] { 1 / 32.0, 3 / 32.0, 5 / 32.0, 7 / 32.0, 7 / 32.0, 5 / 32.0, 3 / 32.0, 1 / 32.0 })]
    [InlineData("torch:linear+antialias", 32, 8, 4, 14, new[] { 1 / 32.0, 3 / 32.0, 5 / 32.0, 7 / 32.0, 7 / 32.0, 5 / 32.0, 3 / 32.0, 1 / 32.0 })]
    [InlineData("onnx:linear+antialias", 32, 8, 4, 14, new[] { 1 / 32.0, 3 / 32.0, 5 / 32.0, 7 / 32.0, 7 / 32.0, 5 / 32.0, 3 / 32.0, 1 / 32.0 })]
    // Three samples for two outputs: overlaps, but whole samples in PyTorch and Pillow.
    [InlineData("downright:area", 3, 2, 1, 1, new[] { 1 / 3.0, 2 / 3.0 })]
    [InlineData("opencv:area", 3, 2, 1, 1, new[] { 1 / 3.0, 2 / 3.0 })]
    [InlineData("tensorflow:area", 3, 2, 1, 1, new[] { 1 / 3.0, 2 / 3.0 })]
    [InlineData("tensorflow1:area", 3, 2, 1, 1, new[] { 1 / 3.0, 2 / 3.0 })]
    [InlineData("torch:area", 3, 2, 1, 1, new[] { 0.5, 0.5 })]
    // The first output of an axis that doubles: what lies before the border is replicated or left out.
    [InlineData("torch:cubic", 4, 8, 0, 0, new[] { 1.10546875, -0.10546875 })]
    [InlineData("tensorflow:cubic", 4, 8, 0, 0, new[] { 0.8671875 / 0.796875, -0.0703125 / 0.796875 })]
    public void Weights_are_what_the_formula_gives(string name, int source, int target, int output, int first, double[] weights)
    {
        BandedMatrix matrix = ScalingOperator.Compile(ScalerProfile.Parse(name), new ImageSize(source, source), new ImageSize(target, target)).Left;
        Assert.Equal(first, matrix.First(output));
        Assert.Equal(weights.Length, matrix.Taps(output));
        for (int tap = 0; tap < weights.Length; tap++) Assert.Equal(weights[tap], matrix.Weights(output)[tap], 5e-5);
    }
}

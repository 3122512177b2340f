using CsCheck;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Scaling;

public sealed class ReferenceMatrixTests
{
    private static readonly Gen<(int Source, int Target)> Sizes = Gen.Frequency(
        (6, Gen.Select(Gen.Int[1, 120], Gen.Int[1, 120])),
        (1, Gen.Int[1, 60].Select(size => (size, size))),
        (2, Gen.Select(Gen.Int[1, 30], Gen.Int[2, 7]).Select((target, ratio) => (target * ratio, target))),
        (1, Gen.Int[1, 60].Select(target => (1, target))),
        (1, Gen.Int[1, 200].Select(source => (source, 1))));

    /// <summary>The coordinates of a library are singles: their last bits move a weight by so much.</summary>
    [Theory]
    [InlineData("downright:area", 1e-9)]
    [InlineData("opencv:linear", 1e-4)]
    [InlineData("opencv:cubic", 1e-4)]
    [InlineData("opencv:lanczos4", 1e-4)]
    [InlineData("pillow:linear", 1e-9)]
    [InlineData("pillow:hamming", 1e-7)]
    [InlineData("pillow:cubic", 1e-9)]
    [InlineData("pillow:lanczos", 1e-9)]
    [InlineData("tensorflow1:linear", 1e-4)]
    [InlineData("tensorflow1:area", 1e-4)]
    [InlineData("tensorflow:linear", 1e-4)]
    [InlineData("tensorflow:area", 1e-4)]
    [InlineData("tensorflow:lanczos3", 1e-4)]
    [InlineData("tensorflow:linear+antialias", 1e-4)]
    [InlineData("tensorflow:cubic+antialias", 1e-4)]
    [InlineData("tensorflow:lanczos3+antialias", 1e-4)]
    [InlineData("torch:linear", 1e-4)]
    [InlineData("torch:cubic", 1e-4)]
    [InlineData("torch:area", 1e-6)]
    [InlineData("torch:linear+antialias", 1e-4)]
    [InlineData("torch:cubic+antialias", 1e-4)]
    [InlineData("onnx:linear", 1e-4)]
    [InlineData("onnx:linear+asymmetric", 1e-4)]
    [InlineData("onnx:linear+align-corners", 1e-4)]
    [InlineData("onnx:linear+pytorch-half-pixel", 1e-4)]
    [InlineData("onnx:cubic", 1e-4)]
    [InlineData("onnx:cubic+asymmetric", 1e-4)]
    [InlineData("onnx:cubic+align-corners", 1e-4)]
    [InlineData("onnx:cubic+a=-0.5", 1e-4)]
    [InlineData("onnx:linear+antialias", 1e-4)]
    [InlineData("onnx:cubic+antialias", 1e-4)]
    [InlineData("onnx:cubic+asymmetric+antialias", 1e-4)]
    // A fraction next to the border between two steps of the table may be rounded to the other one.
    [InlineData("tensorflow1:cubic", 2e-3)]
    [InlineData("tensorflow:cubic", 2e-3)]
    public void Matrices_are_what_the_definition_says(string name, double tolerance)
    {
        var profile = ScalerProfile.Parse(name);
        Sizes.Sample((source, target) =>
        {
            BandedMatrix matrix = Left(profile, source, target);
            double[,] expected = ReferenceAxis.Of(name, source, target);
            for (int i = 0; i < target; i++)
            {
                for (int j = 0; j < source; j++)
                {
                    if (!(Math.Abs(matrix[i, j] - expected[i, j]) <= tolerance)) return false;
                }
            }

            return true;
        }, iter: 300);
    }

    [Theory]
    [InlineData("tensorflow1:nearest", 0, 0)]
    [InlineData("tensorflow:nearest", 0.5, 0)]
    [InlineData("torch:nearest", 0, 0)]
    [InlineData("torch:nearest-exact", 0.5, 0)]
    [InlineData("onnx:nearest", 0.5, -1)]
    [InlineData("onnx:nearest+round-prefer-ceil", 0.5, 0)]
    [InlineData("onnx:nearest+asymmetric+floor", 0, 0)]
    public void Nearest_reads_the_sample_under_the_coordinate(string name, double centre, int onTheBorder)
    {
        var profile = ScalerProfile.Parse(name);
        Gen.Select(Gen.Int[1, 700], Gen.Int[1, 700]).Sample((source, target) =>
        {
            BandedMatrix matrix = Left(profile, source, target);
            for (int i = 0; i < target; i++)
            {
                // (i + centre) · source / target, as a whole number of halves of a target-th.
                long numerator = ((2L * i) + (long)(2 * centre)) * source, denominator = 2L * target;
                long expected = numerator / denominator, rest = numerator % denominator;
                long tie = rest == 0 ? Math.Max(expected + onTheBorder, 0) : expected;
                // Single precision may see a coordinate within a millionth of a border on its other side.
                bool near = Math.Min(rest, denominator - rest) < denominator * 1e-6 * Math.Max(1, expected);
                int actual = matrix.First(i);
                if (matrix.Taps(i) != 1 || (actual != tie && !(near && Math.Abs(actual - expected) <= 1))) return false;
            }

            return true;
        }, iter: 300);
    }

    [Theory]
    // ONNX Runtime's issue 28291: 4.5 · 20/6 − ½ is 14½, which singles miss by one unit.
    [InlineData("onnx:nearest+round-prefer-ceil", 20, 6, 4, 15)]
    [InlineData("onnx:nearest", 20, 6, 4, 14)]
    [InlineData("onnx:nearest", 14, 19, 9, 6)]
    [InlineData("onnx:nearest", 14, 19, 0, 0)]
    public void Nearest_ties_go_where_the_library_puts_them(string name, int source, int target, int output, int sample) =>
        Assert.Equal(sample, Left(ScalerProfile.Parse(name), source, target).First(output));

    private static BandedMatrix Left(ScalerProfile profile, int source, int target) =>
        ScalingOperator.Compile(profile, new ImageSize(1, source), new ImageSize(1, target)).Left;
}

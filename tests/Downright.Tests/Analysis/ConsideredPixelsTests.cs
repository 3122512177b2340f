using CsCheck;
using Downright.Analysis;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Analysis;

public sealed class ConsideredPixelsTests
{
    [Fact]
    public void Support_is_its_definition() => Operators.Any.Sample(
        op => AssertSame(ReferenceConsideredPixels.Support(op), ConsideredPixels.Of(op)),
        iter: 150);

    [Fact]
    public void Whoever_controls_everything_else_moves_no_output_by_more_than_2_55_levels() => Operators.Any.Sample(
        op =>
        {
            ConsideredPixels considered = ConsideredPixels.Of(op);
            if (considered.Count == 0) return;
            for (int i = 0; i < op.TargetSize.Height; i++)
            {
                for (int j = 0; j < op.TargetSize.Width; j++)
                {
                    double outside = 0;
                    for (int y = 0; y < op.SourceSize.Height; y++)
                        for (int x = 0; x < op.SourceSize.Width; x++)
                            if (!considered.Contains(x, y)) outside += Math.Abs(op.Left[i, y] * op.Right[j, x]);
                    Assert.InRange(255 * outside, 0, 2.55 + 1e-9);
                }
            }
        },
        iter: 60);

    [Fact]
    public void An_even_axis_gives_all_its_pixels_and_two_give_none()
    {
        // 8000×200 → 224×224: the rows grow, the columns shrink 36 times.
        ConsideredPixels nearest = Of("opencv:nearest", 8000, 200);
        Assert.Equal(224 * 200, nearest.Count);

        Assert.Equal(0, Of("pillow:lanczos", 896, 672).Count);
        Assert.Equal(0, Of("opencv:area", 1024, 224).Count);
        Assert.NotEqual(0, Of("opencv:area", 1024, 223).Count);
    }

    /// <summary>The published set leaves the negative lobes out: 2 pixels an axis for cubic although 4 carry weight.</summary>
    [Theory]
    [InlineData("opencv:cubic", 896, 25.0, 100.0)]
    [InlineData("opencv:cubic", 1344, 11.1, 44.4)]
    [InlineData("opencv:linear", 896, 25.0, 25.0)]
    [InlineData("opencv:linear", 672, 11.1, 11.1)]
    [InlineData("opencv:nearest", 1120, 4.0, 4.0)]
    public void Reference_densities_are_the_published_ones(string scaler, int source, double reference, double support)
    {
        Assert.Equal(reference, 100 * Of(scaler, source, source, ConsideredMode.Reference).Fraction, 0.1);
        Assert.Equal(support, 100 * Of(scaler, source, source).Fraction, 0.1);
    }

    [Theory]
    [InlineData("opencv:nearest", 60, 45)]
    [InlineData("opencv:linear", 60, 45)]
    [InlineData("opencv:linear", 53, 71)]
    [InlineData("opencv:linear", 37, 64)]
    [InlineData("opencv:cubic", 77, 59)]
    [InlineData("opencv:cubic", 99, 66)]
    [InlineData("opencv:area", 60, 48)]
    [InlineData("pillow:box", 73, 55)]
    [InlineData("pillow:nearest", 40, 77)]
    public void Reference_is_the_closed_form_where_nothing_overlaps(string scaler, int width, int height)
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse(scaler), new ImageSize(width, height), new ImageSize(12, 12));

        AssertSame(ReferenceConsideredPixels.WhiteWithoutOverlap(op), ConsideredPixels.Of(op, ConsideredMode.Reference));
    }

    [Fact]
    public void The_reference_set_need_not_be_an_outer_product()
    {
        ConsideredPixels considered = Of("opencv:linear", 903, 903, ConsideredMode.Reference);

        bool[][] rows = [.. Enumerable.Range(0, 903).Select(y => Enumerable.Range(0, 903).Select(x => considered.Contains(x, y)).ToArray()).Where(row => row.Contains(true))];
        Assert.Contains(rows, row => !row.SequenceEqual(rows[0]));
    }

    /// <summary>Where kernels overlap, the taps with positive weight are the published set up to one pixel in a hundred or so.</summary>
    [Theory]
    [InlineData(700)]
    [InlineData(813)]
    public void Reference_of_overlapping_cubic_is_nearly_the_positive_taps(int source)
    {
        ConsideredPixels considered = Of("opencv:cubic", source, source, ConsideredMode.Reference);
        BandedMatrix axis = considered.Operator.Left;
        bool[] positive = [.. Enumerable.Range(0, source).Select(j => Enumerable.Range(0, axis.Rows).Any(i => axis[i, j] > 0.003))];

        int differing = 0;
        for (int y = 0; y < source; y++)
            for (int x = 0; x < source; x++)
                if ((positive[y] && positive[x]) != considered.Contains(x, y)) differing++;
        Assert.InRange((double)differing / (source * source), 0.001, 0.015);
    }

    [Fact]
    public void Reference_knows_no_evenness()
    {
        Assert.Equal(1, Of("opencv:area", 896, 896, ConsideredMode.Reference).Fraction);
        Assert.InRange(Of("pillow:cubic", 896, 896, ConsideredMode.Reference).Fraction, 0.1, 1);
    }

    [Fact]
    public void An_unknown_mode_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of("opencv:linear", 300, 300, (ConsideredMode)7));

    private static ConsideredPixels Of(string scaler, int width, int height, ConsideredMode mode = ConsideredMode.Support) =>
        ConsideredPixels.Of(ScalingOperator.Compile(ScalerProfile.Parse(scaler), new ImageSize(width, height), new ImageSize(224, 224)), mode);

    private static void AssertSame(bool[,] expected, ConsideredPixels actual)
    {
        for (int y = 0; y < expected.GetLength(0); y++)
            for (int x = 0; x < expected.GetLength(1); x++)
                Assert.True(expected[y, x] == actual.Contains(x, y), $"{actual}: ({x}, {y}) should{(expected[y, x] ? "" : " not")} be considered");
        Assert.Equal(expected.Cast<bool>().Count(flag => flag), actual.Count);
    }
}

using CsCheck;
using Downright.Analysis;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Analysis;

public sealed class ConstantQuadraticProblemTests
{
    [Fact]
    public void It_is_solved_where_kernels_overlap_too() => Gen.Select(
        Gen.OneOf("opencv:linear", "opencv:cubic", "opencv:lanczos4", "pillow:linear", "pillow:lanczos", "downright:area"),
        Gen.Int[2, 6],
        Gen.Double[1.5, 8],
        Gen.OneOf(255, 255, 128),
        Gen.Int[0, 255]).Sample(
        (scaler, target, ratio, from, to) =>
        {
            int source = (int)(target * ratio);
            BandedMatrix axis = ScalingOperator.Compile(ScalerProfile.Parse(scaler), new ImageSize(source, source), new ImageSize(target, target)).Left;

            double[] changes = new ConstantQuadraticProblem(axis, from, to, 1).Solve();

            double[] expected = ReferenceQuadraticProblem.Solve(axis, from, to, 1);
            Assert.All(changes, (change, i) => Assert.Equal(expected[i], change, 0.01));
        },
        iter: 80);

    [Fact]
    public void A_goal_that_cannot_be_reached_is_approached()
    {
        var builder = new BandedMatrixBuilder(1, 2);
        builder.Add(0, [0.25, 0.25]);

        Assert.Equal([155, 155], new ConstantQuadraticProblem(builder.Build(), 100, 200, 1).Solve());
    }
}

using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// The published scheme (Quiring et al. 2020, after Xiao et al. 2019): columns first, then rows, each within
/// ε, with rounding to bytes after both. It spends ε twice.
/// </summary>
/// <param name="problem">The problem.</param>
/// <param name="scaler">Scales the source image's columns as the attacked library does; null for the operator, rounded.</param>
internal sealed class TwoStepScheme(QuadraticProblem problem, IScaler? scaler)
{
    /// <summary>Crafts the attack image.</summary>
    /// <param name="epsilon">ε of each step.</param>
    /// <param name="progress">Told how much is done, 0–1.</param>
    /// <returns>The attack image and the infeasible outputs of both steps.</returns>
    public (byte[] Attack, int Infeasible) Solve(double epsilon, IProgress<double>? progress)
    {
        ScalingOperator op = problem.Operator;
        var between = new ImageSize(op.TargetSize.Width, op.SourceSize.Height);
        var columns = new ScalingOperator(op.Name, op.Left, BandedMatrix.Identity(between.Width));
        var rows = new ScalingOperator(op.Name, BandedMatrix.Identity(between.Height), op.Right);

        PixelImage<byte> narrowed = Narrowed(rows, between);
        QuadraticProblem first = new QuadraticProblem(columns, narrowed, problem.Target, NarrowRange(rows, narrowed), problem.Parallel);
        QuadraticSolution narrow = first.Solve(epsilon, progress: null);
        progress?.Report(0.5);
        QuadraticProblem second = new QuadraticProblem(rows, problem.Source, Image(narrow.Attack, between), problem.Range, problem.Parallel);
        QuadraticSolution wide = second.Solve(epsilon, progress: null);
        progress?.Report(1);
        return (wide.Attack, narrow.InfeasibleOutputs + wide.InfeasibleOutputs);
    }

    private PixelImage<byte> Narrowed(ScalingOperator rows, ImageSize between) =>
        scaler?.Scale(problem.Source, between) ?? Rounded(rows.Apply(problem.Source));

    /// <summary>
    /// Where the range is limited, its scaled limits stand for those of the narrow image; weights below 0 can put the
    /// narrow source outside of them, so that they are widened to hold it.
    /// </summary>
    private SampleRange? NarrowRange(ScalingOperator rows, PixelImage<byte> narrowed)
    {
        if (problem.NarrowRange is { } own) return own(narrowed);
        if (problem.Range is not { } range) return null;
        byte[] source = narrowed.ToArray(), least = Limit(range.Least), most = Limit(range.Most);
        for (int i = 0; i < source.Length; i++)
        {
            least[i] = Math.Min(least[i], source[i]);
            most[i] = Math.Max(most[i], source[i]);
        }

        return new SampleRange(least, most);

        byte[] Limit(byte[] samples) => Rounded(rows.Apply(Image(samples, rows.SourceSize))).ToArray();
    }

    private PixelImage<byte> Image(byte[] samples, ImageSize size) => new(samples, size, problem.Source.Format);

    private static PixelImage<byte> Rounded(PixelImage<float> image) =>
        new(Array.ConvertAll(image.ToArray(), sample => (byte)Math.Clamp(MathF.Round(sample), 0, 255)), image.Size, image.Format);
}

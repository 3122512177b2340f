using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>min ½‖Δ‖² subject to |scale(S + Δ) − T| ≤ ε, with every sample of S + Δ in its range; all but ε.</summary>
/// <param name="Operator">The scaler's linear model.</param>
/// <param name="Source">S.</param>
/// <param name="Target">T.</param>
/// <param name="Range">The range of each sample; null for 0–255.</param>
/// <param name="Parallel">Threads and cancellation.</param>
internal sealed record QuadraticProblem(
    ScalingOperator Operator, PixelImage<byte> Source, PixelImage<byte> Target, SampleRange? Range, ParallelOptions Parallel)
{
    /// <summary>
    /// The two-step scheme's range of each sample of the image between its steps; null where it follows from <see cref="Range"/>.
    /// </summary>
    public Func<PixelImage<byte>, SampleRange>? NarrowRange { get; init; }

    /// <summary>What is kept small in place of ½‖Δ‖², where windows overlap.</summary>
    public AreaNorm Norm { get; init; } = AreaNorm.L2;

    /// <summary>Whether no source pixel feeds two outputs, so that every output is a problem of its own.</summary>
    public bool IsDisjoint { get; } = HasDisjointWindows(Operator.Left) && HasDisjointWindows(Operator.Right);

    /// <summary>Checks that the images fit, and puts the problem together.</summary>
    public static QuadraticProblem Of(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, QuadraticOptions options, CancellationToken cancellation)
    {
        AttackProblem.ThrowIfImagesDoNotFit(op, source, target);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Mask is { } mask) AttackProblem.ThrowIfMaskDoesNotFit(mask, source);
        SampleRange? range = options.Mask is null ? null : SampleRange.Of(source, options.Mask);
        return new QuadraticProblem(op, source, target, range, options.Parallel(cancellation));
    }

    /// <summary>Solves the problem: exactly where windows are disjoint, else on the dual.</summary>
    /// <param name="epsilon">ε.</param>
    /// <param name="progress">Told how much is done, 0–1.</param>
    public QuadraticSolution Solve(double epsilon, IProgress<double>? progress) =>
        IsDisjoint ? new DisjointSolver(this, epsilon).Solve() : new JointSolver(this, epsilon).Solve(progress);

    private static bool HasDisjointWindows(BandedMatrix axis)
    {
        var owned = new bool[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            ReadOnlySpan<double> weights = axis.Weights(output);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                if (weights[tap] == 0) continue;
                ref bool taken = ref owned[axis.First(output) + tap];
                if (taken) return false;
                taken = true;
            }
        }

        return true;
    }
}

using Downright.Attacks.Solving;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// The quadratic attack with few free pixels (Quiring et al. 2020, section 5.3.1; docs/methods/restricted-attack.md):
/// of every kernel the heaviest pixels may take any value, all others may move by a few grey levels only. It asks
/// whether wide kernels can be attacked without changing everything.
/// </summary>
public static class RestrictedAttack
{
    /// <summary>Crafts the attack image.</summary>
    /// <param name="op">The linear model of the scaler.</param>
    /// <param name="source">The image that a person is to see, of the operator's source size, without alpha.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size and the source image's format.</param>
    /// <param name="options">ε and the details; null for the defaults. In two steps, each step has the free pixels of its own axis.</param>
    /// <param name="freePixels">The free pixels of every kernel and axis, at least 0; jointly, a pixel is free where its row and its column are.</param>
    /// <param name="limit">By how many grey levels the others may move, 0–255.</param>
    /// <param name="progress">Told how much of one ε's problem is done, 0–1.</param>
    /// <param name="cancellation">Stops within a pass over the image.</param>
    /// <returns>The attack image; infeasible problems, the usual case with wide kernels, carry the best effort.</returns>
    /// <exception cref="ArgumentException">The images do not fit the operator, or a mask is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of free pixels or the limit is out of range.</exception>
    public static AttackResult Craft(
        ScalingOperator op,
        PixelImage<byte> source,
        PixelImage<byte> target,
        QuadraticOptions? options = null,
        int freePixels = 2,
        int limit = 10,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfNegative(freePixels);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 255);
        if (options.Mask is not null) throw new ArgumentException("The restricted attack decides itself which pixels are free; it takes no mask.", nameof(options));

        QuadraticProblem problem = QuadraticProblem.Of(op, source, target, options, cancellation);
        bool[] rows = Heaviest(op.Left, freePixels), columns = Heaviest(op.Right, freePixels);
        problem = problem with
        {
            Range = options.Steps == AttackSteps.Two ? Range(source, limit, (x, _) => columns[x]) : Range(source, limit, (x, y) => rows[y] && columns[x]),
            NarrowRange = narrow => Range(narrow, limit, (_, y) => rows[y]),
        };
        return QuadraticAttack.Craft("restricted", problem, options, progress);
    }

    /// <summary>The samples of an axis that are among the heaviest of some output; the lower of two that weigh the same.</summary>
    private static bool[] Heaviest(BandedMatrix axis, int count)
    {
        var free = new bool[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            double[] weights = [.. axis.Weights(output).ToArray().Select(Math.Abs)];
            foreach (int tap in Enumerable.Range(0, weights.Length).OrderByDescending(tap => weights[tap]).Take(count)) free[axis.First(output) + tap] = true;
        }

        return free;
    }

    private static SampleRange Range(PixelImage<byte> image, int limit, Func<int, int, bool> isFree)
    {
        byte[] least = image.ToArray(), most = image.ToArray();
        for (int i = 0; i < least.Length; i++)
        {
            int pixel = i / image.Channels;
            bool free = isFree(pixel % image.Width, pixel / image.Width);
            least[i] = free ? (byte)0 : (byte)Math.Max(0, least[i] - limit);
            most[i] = free ? (byte)255 : (byte)Math.Min(255, most[i] + limit);
        }

        return new SampleRange(least, most);
    }
}

using CsCheck;
using Downright.Attacks.Solving;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Attacks;

public sealed class FreeProductTests
{
    [Fact]
    public void It_is_the_product_of_dense_matrices_in_single_precision_on_one_thread_and_on_many() =>
        Gen.Select(Operators.Any, Gen.Int[0, 1000]).Sample(
            (op, seed) =>
            {
                var random = new Random(seed);
                int stride = new OperatorPass(op).Stride;
                double[] from = [.. Enumerable.Range(0, (int)op.TargetSize.Pixels).Select(_ => random.NextDouble() - 0.5)];
                byte[] free = new byte[stride * op.SourceSize.Height / 8];
                random.NextBytes(free);
                double[] wanted = Dense(op, from, (x, y) => (free[((y * stride) + x) / 8] >> (x % 8) & 1) == 1), alone = Product(1), many = Product(-1);
                Assert.Equal(alone, many);
                double scale = Math.Max(1e-3, wanted.Max(Math.Abs));
                Assert.All(wanted.Zip(alone), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * scale));

                double[] Product(int jobs)
                {
                    var to = new double[from.Length];
                    new FreeProduct(op, stride).Run(from, free, to, new ParallelOptions { MaxDegreeOfParallelism = jobs });
                    return to;
                }
            },
            iter: 60);

    /// <summary>L·(D ∘ (Lᵀ·P·Rᵀ))·R, entry by entry.</summary>
    private static double[] Dense(ScalingOperator op, double[] from, Func<int, int, bool> isFree)
    {
        double[,] left = DenseMatrix.Of(op.Left), right = DenseMatrix.Of(op.Right);
        int width = op.TargetSize.Width;
        var to = new double[from.Length];
        for (int row = 0; row < op.SourceSize.Height; row++)
        {
            for (int column = 0; column < op.SourceSize.Width; column++)
            {
                if (!isFree(column, row)) continue;
                double pixel = 0;
                for (int i = 0; i < from.Length; i++) pixel += left[i / width, row] * from[i] * right[i % width, column];
                for (int i = 0; i < to.Length; i++) to[i] += left[i / width, row] * pixel * right[i % width, column];
            }
        }

        return to;
    }
}

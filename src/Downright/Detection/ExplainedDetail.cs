using System.Buffers;
using Downright.Kernels;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// How much of an image's detail a scaler's weights explain (docs/methods/lattice-search.md): the least change that an
/// attack needs is in proportion to them, output by output. Of kernels that look at the same samples the attack's own
/// explains most.
/// </summary>
internal static class ExplainedDetail
{
    /// <summary>The squared length of the image's part in the span of the weights, where photos are white noise.</summary>
    /// <param name="grey">The image.</param>
    /// <param name="op">The scaler for the image's size and the target's.</param>
    public static double Of(GreyPlane grey, ScalingOperator op)
    {
        WhitenedAxis rows = new(op.Left), columns = new(op.Right);
        int width = op.TargetSize.Width, height = op.TargetSize.Height;
        float[] products = ArrayPool<float>.Shared.Rent(op.TargetSize.Samples(1)), rented = ArrayPool<float>.Shared.Rent(grey.Size.Width);
        Span<float> line = rented.AsSpan(0, grey.Size.Width);
        double sum = 0;
        for (int y = 0; y < height; y++)
        {
            line.Clear();
            ReadOnlySpan<float> taps = rows.Taps(y);
            for (int tap = 0; tap < taps.Length; tap++) Accumulate.Add(line, grey.Row(rows.First(y) + tap), taps[tap]);

            Span<float> row = products.AsSpan(y * width, width);
            Across(columns, line, row);
            ReadOnlySpan<double> shared = rows.Shared(y);
            for (int back = 1; back < shared.Length; back++) Accumulate.Add(row, products.AsSpan((y - back) * width, width), (float)-shared[back]);
            float share = (float)(1 / shared[0]);
            foreach (ref float value in row)
            {
                value *= share;
                sum += value * value;
            }
        }

        ArrayPool<float>.Shared.Return(products);
        ArrayPool<float>.Shared.Return(rented);
        return sum;
    }

    /// <summary>A row's products with the taps of its outputs, without what they share.</summary>
    private static void Across(WhitenedAxis columns, ReadOnlySpan<float> line, Span<float> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            double product = 0;
            ReadOnlySpan<float> taps = columns.Taps(x), samples = line[columns.First(x)..];
            for (int tap = 0; tap < taps.Length; tap++) product += taps[tap] * samples[tap];
            ReadOnlySpan<double> shared = columns.Shared(x);
            for (int back = 1; back < shared.Length; back++) product -= shared[back] * row[x - back];
            row[x] = (float)(product / shared[0]);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>
/// Finds the lightest pixels of many windows at once: those whose weight, their row's times their column's, is at most the
/// weight of a given rank. Weights rise with both factors, so that the lightest rows of each column belong to them, and
/// their number says which. In each lane an interval of weights, read as whole numbers, shrinks to one: by interpolation
/// between the numbers of pixels up to its ends.
/// </summary>
internal static class LightestPixels
{
    /// <summary>What a column weighs that a lane does not have: no comparison holds, and as a whole number it is above all weights.</summary>
    public static readonly double Nothing = BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0000);

    /// <summary>So often an interval shrinks before its ends move to weights that there are, or all lanes are settled.</summary>
    private const int Steps = 6;

    /// <summary>The lanes that are worked on at once.</summary>
    public static int Group => Vector<double>.Count;

    /// <summary>Finds them.</summary>
    /// <param name="rows">The weights of the windows' rows, ascending from at least 0.</param>
    /// <param name="columns">The weights of their columns, none below 0, each column's for all lanes.</param>
    /// <param name="lanes">The number of lanes, a multiple of <see cref="Group"/>.</param>
    /// <param name="ranks">How many of its pixels each lane takes if all differ; where it is 0, the result does not matter.</param>
    /// <param name="counts">The number of rows for each column and lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(ReadOnlySpan<double> rows, ReadOnlySpan<double> columns, int lanes, ReadOnlySpan<long> ranks, Span<long> counts)
    {
        for (int lane = 0; lane < lanes; lane += Group)
        {
            var rank = new Vector<long>(ranks[lane..]);
            if (rank == Vector<long>.Zero) continue;
            Vector<double> limit = Limit(rows, columns[lane..], lanes, rank);
            for (int i = lane; i < columns.Length; i += lanes) CountUpTo(limit, rows, new Vector<double>(columns[i..])).CopyTo(counts[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<double> Limit(ReadOnlySpan<double> rows, ReadOnlySpan<double> columns, int lanes, Vector<long> rank)
    {
        // Fewer than wanted weigh up to the lower end, at least as many up to the upper one.
        Vector<long> least = new(long.MaxValue), greatest = Vector<long>.Zero, below = Vector<long>.Zero, above = Vector<long>.Zero;
        for (int i = 0; i < columns.Length; i += lanes)
        {
            Vector<long> column = Vector.AsVectorInt64(new Vector<double>(columns[i..])), isNothing = Vector.Equals(column, Vector.AsVectorInt64(new Vector<double>(Nothing)));
            least = Vector.Min(least, column);
            greatest = Vector.Max(greatest, Vector.AndNot(column, isNothing));
            above += Vector.AndNot(new Vector<long>(rows.Length), isNothing);
        }

        Vector<long> lower = Vector.AsVectorInt64(new Vector<double>(rows[0]) * Vector.AsVectorDouble(least)) - Vector<long>.One;
        Vector<long> upper = Vector.AsVectorInt64(new Vector<double>(rows[^1]) * Vector.AsVectorDouble(greatest));
        Vector<long> unused = Vector.Equals(rank, Vector<long>.Zero);
        while (true)
        {
            for (int step = 1; step <= Steps; step++)
            {
                Vector<long> atEnd = unused | Vector.Equals(rank - below, Vector<long>.One) | Vector.Equals(rank, above);
                if (atEnd == Vector<long>.AllBitsSet) break;

                // In the middle at times, since an end that does not move would slow the other down.
                Vector<double> share = step == Steps / 2 || step == Steps ? new Vector<double>(0.5)
                    : (Vector.ConvertToDouble(rank - below) - new Vector<double>(0.5)) / Vector.ConvertToDouble(above - below);
                Vector<long> middle = lower + Vector.ConvertToInt64(Vector.ConvertToDouble(upper - lower) * share);
                Vector<long> count = CountUpTo(Vector.AsVectorDouble(middle), rows, columns, lanes), enough = Vector.GreaterThanOrEqual(count, rank);
                (lower, upper) = (Vector.ConditionalSelect(enough, lower, middle), Vector.ConditionalSelect(enough, middle, upper));
                (below, above) = (Vector.ConditionalSelect(enough, below, count), Vector.ConditionalSelect(enough, count, above));
            }

            // The first or the last of the interval's weights is the one, or all are the same.
            (least, greatest) = Ends(lower, upper, rows, columns, lanes);
            Vector<long> isFirst = Vector.Equals(rank - below, Vector<long>.One);
            (lower, upper) = (least - Vector<long>.One, Vector.ConditionalSelect(isFirst, least, greatest));
            if ((isFirst | unused | Vector.Equals(rank, above) | Vector.Equals(least, greatest)) == Vector<long>.AllBitsSet) return Vector.AsVectorDouble(upper);
        }
    }

    private static Vector<long> CountUpTo(Vector<double> limit, ReadOnlySpan<double> rows, ReadOnlySpan<double> columns, int lanes)
    {
        Vector<long> count = Vector<long>.Zero;
        for (int i = 0; i < columns.Length; i += lanes) count += CountUpTo(limit, rows, new Vector<double>(columns[i..]));
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> CountUpTo(Vector<double> limit, ReadOnlySpan<double> rows, Vector<double> column)
    {
        Vector<long> count = Vector<long>.Zero;
        foreach (double row in rows) count -= Vector.LessThanOrEqual(new Vector<double>(row) * column, limit);
        return count;
    }

    /// <summary>The least weight above the lower end and the greatest up to the upper one.</summary>
    private static (Vector<long> Least, Vector<long> Greatest) Ends(Vector<long> lower, Vector<long> upper, ReadOnlySpan<double> rows, ReadOnlySpan<double> columns, int lanes)
    {
        Vector<long> least = new(long.MaxValue), greatest = new(-1);
        for (int i = 0; i < columns.Length; i += lanes)
        {
            var column = new Vector<double>(columns[i..]);
            foreach (double row in rows)
            {
                Vector<long> weight = Vector.AsVectorInt64(new Vector<double>(row) * column);
                least = Vector.Min(least, Vector.ConditionalSelect(Vector.GreaterThan(weight, lower), weight, least));
                greatest = Vector.Max(greatest, Vector.ConditionalSelect(Vector.GreaterThan(weight, upper), greatest, weight));
            }
        }

        return (least, greatest);
    }
}

using CsCheck;
using Downright.Kernels;

namespace Downright.Tests.Kernels;

public sealed class OrderStatisticTests
{
    [Fact]
    public void The_ranked_value_is_that_of_the_sorted_values() =>
        Gen.Select(Gen.Int[0, 12].Select(i => i / 4.0).Array[1, 200], Gen.Int[0, 199]).Sample((values, any) =>
        {
            int rank = any % values.Length;
            return OrderStatistic.Ranked([.. values], rank) == values.Order().ElementAt(rank);
        });

    [Fact]
    public void The_ranked_byte_is_that_of_the_sorted_bytes_before_the_filling() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 199]).Sample((values, any) =>
        {
            int rank = any % values.Length;
            var whole = new byte[(values.Length + 31) / 32 * 32];
            Array.Fill(whole, byte.MaxValue);
            values.CopyTo(whole, 0);
            return OrderStatistic.Ranked(whole, rank) == values.Order().ElementAt(rank);
        });

    [Fact]
    public void A_histogram_ranks_what_it_still_holds() =>
        Gen.Select(Gen.Byte.Array[1, 100], Gen.Byte.Array[0, 50], Gen.Int[0, 99]).Sample((kept, gone, any) =>
        {
            int rank = any % kept.Length;
            var histogram = new ByteHistogram();
            foreach (byte sample in gone.Concat(kept)) histogram.Add(sample);
            foreach (byte sample in gone) histogram.Remove(sample);
            return histogram.Ranked(rank) == kept.Order().ElementAt(rank);
        });
}

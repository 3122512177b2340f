using CsCheck;
using Downright.Kernels;

namespace Downright.Tests.Kernels;

/// <summary>What the means of cells are made of, against plain sums.</summary>
public sealed class CellMeanKernelTests
{
    [Fact]
    public void Masked_rows_count_where_the_mask_says_so_and_nothing_beyond_is_read()
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        Gen.Select(Gen.Int[0, 256], Gen.OneOf(Gen.Int[1, 9], Gen.Const(MaskedRowSums.MostRows)), Gen.Int[0, 5], Gen.Int[0, 1000]).Sample(
            (samples, rows, padding, seed) =>
            {
                var random = new Random(seed);
                int stride = samples + padding;
                var bytes = new byte[((rows - 1) * stride) + samples];
                if (seed % 4 == 0) Array.Fill(bytes, byte.MaxValue);
                else random.NextBytes(bytes);
                bool[] isMasked = [.. Enumerable.Range(0, rows).Select(_ => random.Next(2) == 0)];
                ushort[] mask = [.. Enumerable.Range(0, samples).Select(_ => random.Next(2) == 0 ? ushort.MinValue : ushort.MaxValue)];
                var sums = new ushort[samples];
                using GuardedMemory<byte> source = GuardedMemory<byte>.Of(bytes);

                MaskedRowSums.Of(source.GetSpan(), stride, isMasked, mask, sums);

                for (int i = 0; i < samples; i++)
                    Assert.Equal(Enumerable.Range(0, rows).Sum(row => isMasked[row] && mask[i] == 0 ? 0 : bytes[(row * stride) + i]), sums[i]);
            },
            iter: 300);
    }

    [Fact]
    public void Cells_add_to_their_totals_by_channel() => Gen.Select(Gen.OneOf(1, 3, 4), Gen.Int[1, 80], Gen.Int[0, 1000]).Sample(
        (channels, width, seed) =>
        {
            var random = new Random(seed);
            ushort[] row = [.. Enumerable.Range(0, (width * channels) + CellSums.Slack).Select(_ => (ushort)random.Next(ushort.MaxValue + 1))];
            int middle = random.Next(width + 1);
            (int From, int To)[] cells = [(0, middle), (middle, width)];
            ulong[] totals = [.. Enumerable.Repeat(7UL, 2 * CellSums.Totals)];

            CellSums.Add(row, cells, channels, totals);

            for (int i = 0; i < cells.Length * channels; i++)
            {
                var (cell, channel) = Math.DivRem(i, channels);
                long sum = Enumerable.Range(cells[cell].From, cells[cell].To - cells[cell].From).Sum(x => (long)row[(x * channels) + channel]);
                Assert.Equal(7 + sum, (long)totals[(cell * CellSums.Totals) + channel]);
            }
        });

    [Fact]
    public void A_cell_wider_than_a_counter_does_not_overflow()
    {
        const int Width = 200_000;
        var row = new ushort[Width + CellSums.Slack];
        Array.Fill(row, ushort.MaxValue);
        var totals = new ulong[CellSums.Totals];

        CellSums.Add(row, [(0, Width)], 1, totals);

        Assert.Equal(Width * (ulong)ushort.MaxValue, totals[0]);
        Assert.Throws<ArgumentOutOfRangeException>("cells", () => CellSums.Add(row, [(0, Width + 1)], 1, totals));
    }

    [Fact]
    public void Quotients_are_rounded_halves_up() => Gen.Select(
        Gen.OneOf(Gen.Long[1, 2000], Gen.Long[1, 1 << 23], Gen.Long[(1 << 22) - 3, (1 << 22) + 3], Gen.Long[1, 1L << 40]),
        Gen.Int[0, 255],
        Gen.Int[-2, 2]).Sample(
        (count, value, near) =>
        {
            // Where the rounding turns, and a little beside it.
            long sum = Math.Clamp((value * count) + (count / 2) + near, 0, 255 * count);
            Assert.Equal((byte)Math.Round((decimal)sum / count, MidpointRounding.AwayFromZero), new RoundedQuotient(count).Of((ulong)sum));
        },
        iter: 20_000);
}

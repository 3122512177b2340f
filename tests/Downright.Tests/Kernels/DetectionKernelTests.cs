using Downright.Kernels;

namespace Downright.Tests.Kernels;

/// <summary>The kernels of detection against plain loops, at every length from 1 to 100.</summary>
public sealed class DetectionKernelTests
{
    private const int Longest = 100;

    [Theory]
    [InlineData(PixelFormat.Gray)]
    [InlineData(PixelFormat.Rgb)]
    [InlineData(PixelFormat.Bgr)]
    [InlineData(PixelFormat.Rgba)]
    [InlineData(PixelFormat.BgraPremultiplied)]
    public void Grey_is_the_weighted_mean_of_the_colours(PixelFormat format)
    {
        int channels = format.Channels();
        bool blueFirst = format is PixelFormat.Bgr or PixelFormat.BgraPremultiplied;
        for (int length = 1; length <= Longest; length++)
        {
            byte[] row = Bytes(length * channels, length), grey = new byte[length];
            GreyRow.Convert(row, format, grey);
            byte[] expected = [.. Enumerable.Range(0, length).Select(x => channels == 1 ? row[x] : (byte)Math.Floor(
                (((blueFirst ? 29 : 77) * row[x * channels]) + (150 * row[(x * channels) + 1]) + ((blueFirst ? 77 : 29) * row[(x * channels) + 2]) + 128) / 256.0))];
            Assert.Equal(expected, grey);
        }
    }

    [Theory]
    [InlineData(PixelFormat.Rgb, 3, 0)]
    [InlineData(PixelFormat.Bgr, 3, 2)]
    [InlineData(PixelFormat.Rgba, 4, 0)]
    [InlineData(PixelFormat.Bgra, 4, 2)]
    public void Colour_differences_lie_around_128_and_are_clipped(PixelFormat format, int channels, int red)
    {
        for (int length = 1; length <= Longest; length++)
        {
            byte[] row = Bytes(length * channels, length), redLess = new byte[length], blueLess = new byte[length];
            ColourRow.Convert(row, format, isBlue: false, redLess);
            ColourRow.Convert(row, format, isBlue: true, blueLess);
            for (int x = 0; x < length; x++)
            {
                int r = row[(x * channels) + red], g = row[(x * channels) + 1], b = row[(x * channels) + 2 - red];
                Assert.Equal(Math.Max(0, Math.Min(255, 128 + r - g)), redLess[x]);
                Assert.Equal(Math.Max(0, Math.Min(255, 128 + b - (int)Math.Floor((r + g) / 2.0))), blueLess[x]);
            }
        }
    }

    [Fact]
    public void Masked_moments_are_sums_over_the_rows_that_count()
    {
        foreach (int rows in new[] { 1, 7, 600 })
        {
            for (int width = 1; width <= 60; width++)
            {
                byte[] plane = rows == 600 ? [.. Enumerable.Repeat((byte)255, width * rows)] : Bytes(width * rows, width);
                bool[] masked = [.. Enumerable.Range(0, rows).Select(y => y % 3 == 1)];
                byte[] mask = [.. Enumerable.Range(0, width).Select(x => x % 2 == 0 ? (byte)255 : (byte)0)];
                int[] sums = new int[width], squares = new int[width];
                MaskedMoments.Gather(plane, (0, rows), masked, mask, sums, squares);
                for (int x = 0; x < width; x++)
                {
                    int[] counted = [.. Enumerable.Range(0, rows).Where(y => !masked[y] || mask[x] == 255).Select(y => (int)plane[(y * width) + x])];
                    Assert.Equal(counted.Sum(), sums[x]);
                    Assert.Equal(counted.Sum(value => value * value), squares[x]);
                }
            }
        }
    }

    [Fact]
    public void Weighted_rows_are_added_up_in_their_order()
    {
        float[] weights = [0.3f, 0, -0.7f, 1f / 3, 0, 0.01f];
        for (int width = 1; width <= Longest; width++)
        {
            byte[] rows = Bytes(width * weights.Length, width);
            float[] sums = [.. Enumerable.Repeat(float.NaN, width)];
            WeightedRows.Sum(rows, weights, sums);
            for (int x = 0; x < width; x++)
            {
                float expected = 0;
                for (int y = 0; y < weights.Length; y++) expected += weights[y] * rows[(y * width) + x];
                Assert.Equal(expected, sums[x]);
            }
        }
    }

    [Fact]
    public void The_largest_run_is_the_largest_sum_of_neighbours()
    {
        var random = new Random(1);
        for (int count = 1; count <= Longest; count++)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
            for (int length = 1; length <= Math.Min(count, 3); length++)
                Assert.Equal(Enumerable.Range(0, count - length + 1).Max(start => values.Skip(start).Take(length).Aggregate((a, b) => a + b)), LargestRun.Of(values, length));
        }
    }

    [Fact]
    public void Fine_detail_is_the_lesser_distance_from_neighbours_up_to_its_limit()
    {
        for (int length = 3; length <= Longest; length++)
        {
            byte[] above = Bytes(length, 1), row = Bytes(length, 2), below = Bytes(length, 3);
            if (length % 2 == 0) (above, row, below) = (Quiet(above), Quiet(row), Quiet(below));
            byte[] detail = [.. Enumerable.Repeat((byte)5, length)];
            FineDetail.Of(above, row, below, detail);
            int At(int x) => Math.Min(32, Math.Min(Math.Abs(row[x] - ((row[x - 1] + row[x + 1] + 1) / 2)), Math.Abs(row[x] - ((above[x] + below[x] + 1) / 2))));
            Assert.Equal([5, .. Enumerable.Range(1, length - 2).Select(x => (byte)At(x)), 5], detail);
        }

        // Most distances of noise are at the limit.
        static byte[] Quiet(byte[] noise) => Array.ConvertAll(noise, value => (byte)(value / 16));
    }

    [Fact]
    public void Rows_are_added_up_along_and_element_by_element()
    {
        for (int length = 0; length <= Longest; length++)
        {
            byte[] row = Bytes(length, length);
            Assert.Equal((uint)row.Sum(value => value), RowSums.Of(row));
            uint[] sums = [.. Enumerable.Repeat(7u, length)];
            RowSums.Add(sums, row);
            Assert.Equal(row.Select(value => value + 7u), sums);
        }

        Assert.Equal(255u * 5000, RowSums.Of([.. Enumerable.Repeat((byte)255, 5000)]));
    }

    private static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

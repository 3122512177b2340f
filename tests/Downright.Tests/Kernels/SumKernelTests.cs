using System.Runtime.Intrinsics;
using Downright.Kernels;
using Downright.Scaling;

namespace Downright.Tests.Kernels;

/// <summary>The kernels beside plain loops, at every length, in memory that ends at a forbidden page.</summary>
public sealed class SumKernelTests
{
    private const int Lengths = 100;

    private readonly Random _random = new(11);

    [Fact]
    public void Pair_arithmetic_is_the_same_without_x86()
    {
        for (int i = 0; i < 1000; i++)
        {
            Vector128<short> a = Shorts(), b = Shorts();
            Assert.Equal(Pairs.DotAnywhere(a, b), Pairs.Dot(a, b));
            Assert.Equal(Pairs.MultiplyHighAnywhere(a, b), Pairs.MultiplyHigh(a, b));
        }

        Vector128<short> Shorts() => Vector128.Create(_random.NextInt64(), _random.NextInt64()).AsInt16();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    public void Weighted_pixels_are_the_plain_sum(int channels, int taps)
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        for (int width = taps; width < Lengths; width++)
        {
            using var row = GuardedMemory<byte>.Of(Bytes(width * channels));
            int[] first = Ascending(outputs: (width / 2) + 1, most: width - taps);
            short[] weights = [.. Enumerable.Range(0, first.Length * taps).Select(_ => (short)_random.Next(-2048, 2049))];
            using var sums = new GuardedMemory<int>(first.Length * channels);

            PixelSums.Weigh(row.GetSpan(), channels, first, weights, sums.GetSpan());

            for (int i = 0; i < sums.Memory.Length; i++)
            {
                int x = i / channels, expected = 0;
                for (int tap = 0; tap < taps; tap++) expected += row.GetSpan()[((first[x] + tap) * channels) + (i % channels)] * weights[(x * taps) + tap];
                Assert.Equal(expected, sums.GetSpan()[i]);
            }
        }
    }

    [Fact]
    public void Two_weighted_rows_are_the_plain_sum()
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        for (int length = 0; length < Lengths; length++)
        {
            using var first = GuardedMemory<byte>.Of(Bytes(length));
            using var second = GuardedMemory<byte>.Of(Bytes(length));
            using var sums = GuardedMemory<int>.Of([.. Enumerable.Range(0, length)]);
            int a = _random.Next(-1 << 22, 1 << 22), b = _random.Next(-1 << 22, 1 << 22);
            SplitWeights.Add(sums.GetSpan(), first.GetSpan(), second.GetSpan(), a, b);
            for (int i = 0; i < length; i++) Assert.Equal(i + (first.GetSpan()[i] * a) + (second.GetSpan()[i] * b), sums.GetSpan()[i]);
        }
    }

    [Fact]
    public void Split_weights_join_again()
    {
        for (int i = 0; i < 1000; i++)
        {
            int weight = _random.Next(-1 << 24, 1 << 24);
            Assert.Equal(weight, SplitWeights.Join(SplitWeights.Low(weight), SplitWeights.High(weight)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Rows_of_an_image_and_runs_of_pixels_add_up(int channels)
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        PixelFormat format = channels switch { 1 => PixelFormat.Gray, 3 => PixelFormat.Rgb, _ => PixelFormat.Rgba };
        for (int width = 1; width < Lengths; width++)
        {
            int rows = 1 + (width % 4), columns = 1 + (width % 5), samples = width * channels;
            using var pixels = GuardedMemory<byte>.Of(Bytes(samples * rows));
            using var sums = new GuardedMemory<int>(samples);
            IntSums.OfRows(new PixelImage<byte>(pixels.Memory, new ImageSize(width, rows), format), 0, rows, sums.GetSpan());
            for (int i = 0; i < samples; i++)
            {
                int expected = 0;
                for (int row = 0; row < rows; row++) expected += pixels.GetSpan()[(row * samples) + i];
                Assert.Equal(expected, sums.GetSpan()[i]);
            }

            using var runs = new GuardedMemory<int>((width + columns - 1) / columns * channels);
            RunSums.Add(sums.GetSpan(), channels, columns, runs.GetSpan());
            for (int i = 0; i < runs.Memory.Length; i++)
            {
                int expected = 0;
                for (int x = i / channels * columns; x < Math.Min(width, ((i / channels) + 1) * columns); x++)
                    expected += sums.GetSpan()[(x * channels) + (i % channels)];
                Assert.Equal(expected, runs.GetSpan()[i]);
            }
        }
    }

    [Fact]
    public void Sums_become_the_bytes_that_plain_arithmetic_gives()
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        for (int length = 0; length < Lengths; length++)
        {
            using var bytes = new GuardedMemory<byte>(length);
            int[] sums = [.. Enumerable.Range(0, length).Select(_ => _random.Next(-500, 5000))];
            float[] floats = [.. sums.Select(s => s / 8f)];

            StoreSamples.HalfEven(floats, bytes.GetSpan());
            for (int i = 0; i < length; i++) Assert.Equal((byte)Math.Clamp(Math.Round(floats[i]), 0, 255), bytes.GetSpan()[i]);

            StoreSamples.Scale(sums, 0.0625f, bytes.GetSpan());
            for (int i = 0; i < length; i++) Assert.Equal((byte)Math.Clamp(Math.Round(sums[i] / 16.0), 0, 255), bytes.GetSpan()[i]);

            StoreSamples.Shift(sums, 4, bytes.GetSpan());
            for (int i = 0; i < length; i++) Assert.Equal((byte)Math.Clamp((int)Math.Floor(sums[i] / 16.0), 0, 255), bytes.GetSpan()[i]);

            int[] blocks = [.. sums.Select(s => Math.Clamp(s, 0, 255 * 9))];
            StoreSamples.MultiplyHigh(blocks, 4, (1 << 24) / 9, bytes.GetSpan());
            for (int i = 0; i < length; i++) Assert.Equal((byte)(((long)(blocks[i] + 4) * ((1 << 24) / 9)) >> 24), bytes.GetSpan()[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void No_scaler_reads_or_writes_beyond_its_memory(string name)
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        foreach (PixelFormat format in new[] { PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba })
        {
            for (int i = 0; i < 25; i++)
            {
                var source = new ImageSize(_random.Next(1, 50), _random.Next(1, 12));
                var target = new ImageSize(_random.Next(1, 50), _random.Next(1, 12));
                byte[] pixels = Bytes(source.Width * source.Height * format.Channels());
                using var guarded = GuardedMemory<byte>.Of(pixels);
                using var output = new GuardedMemory<byte>(target.Width * target.Height * format.Channels());
                scaler.Scale(new PixelImage<byte>(guarded.Memory, source, format), target, output.Memory);
                Assert.Equal(scaler.Scale(new PixelImage<byte>(pixels, source, format), target).ToArray(), output.GetSpan().ToArray());
            }
        }
    }

    public static TheoryData<string> Profiles => [.. ScalerProfile.All.Select(profile => profile.Name)];

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private int[] Ascending(int outputs, int most) => [.. Enumerable.Range(0, outputs).Select(_ => _random.Next(0, most + 1)).Order()];
}

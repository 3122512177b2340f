using CsCheck;
using Downright.Kernels;
using Downright.Tests.Reference;

namespace Downright.Tests.Kernels;

/// <summary>The medians and the draws of windows, at every vector width, against lists that are sorted.</summary>
public sealed class WindowKernelTests
{
    private static readonly Gen<PixelFormat> Formats = Gen.OneOf(PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba);

    private static readonly Gen<(WindowGeometry Geometry, PixelFormat Format, int Padding, int Seed)> Cases = Gen.Select(
        Gen.Select(Axis(70), Axis(30)),
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 5]),
        Formats,
        Gen.Int[0, 9],
        Gen.Int[0, 1000],
        (axes, half, format, padding, seed) => (
            new WindowGeometry(new ImageSize(axes.Item1.Length, axes.Item2.Length), axes.Item2, axes.Item1, half.Item1, half.Item2), format, padding, seed))
        .Where(t => ReferenceWindows.HaveCandidates(t.Item1));

    /// <summary>Windows of 3 × 3 pixels and more, most of them replaced.</summary>
    private static readonly Gen<(WindowGeometry Geometry, WindowWeights Weights, PixelFormat Format, int Seed)> Crowds = Gen.Select(
        Gen.Select(CrowdedAxis(60), CrowdedAxis(25)),
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 5]),
        Formats,
        Gen.Int[0, 1000],
        (axes, half, format, seed) => (
            new WindowGeometry(new ImageSize(axes.Item1.Replaced.Length, axes.Item2.Replaced.Length), axes.Item2.Replaced, axes.Item1.Replaced, half.Item1, half.Item2),
            new WindowWeights(axes.Item2.Weights, axes.Item1.Weights),
            format,
            seed));

    public static TheoryData<int> Widths => [.. VectorLadder.Supported.Select(width => (int)width)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Medians_are_the_middle_of_the_sorted_candidates(int width) => Cases.Sample(
        t => AssertMedians(t.Geometry, Pictures.Noise(t.Geometry.Size, t.Format, t.Seed, t.Padding), (VectorWidth)width),
        iter: 200);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Crowded_windows_take_their_lightest_pixels(int width) => Gen.Select(Crowds, Gen.OneOf(0L, 1 << 12, 1 << 20)).Sample(
        (t, formBytes) =>
        {
            WindowGeometry geometry = t.Geometry;
            PixelImage<byte> image = Pictures.Noise(geometry.Size, t.Format, t.Seed, padding: 3);
            if (!geometry.Rows.Contains(true) || !geometry.Columns.Contains(true)) return;
            WindowMedians? medians = WindowMedians.Of(geometry, image.Channels, (VectorWidth)width, t.Weights, formBytes);
            Assert.NotNull(medians);
            byte[] expected = ReferenceWindows.Medians(geometry, t.Weights, image);

            // What the first image left is there for the second.
            for (int i = 0; i < 2; i++)
            {
                byte[] output = image.ToArray();
                medians.Replace(image, RowsOf(geometry), Whole(image, output), TestContext.Current.CancellationToken);
                Assert.Equal(expected, output);
            }
        },
        iter: 100);

    [Fact]
    public void A_crowded_window_of_two_pixels_is_not_for_bit_planes()
    {
        Assert.Null(Crowd(2));
        Assert.NotNull(Crowd(3));

        static WindowMedians? Crowd(int height) => WindowMedians.Of(
            new WindowGeometry(new ImageSize(1, height), [.. Enumerable.Repeat(true, height)], [true], HalfWidth: 0, HalfHeight: 2),
            channels: 1,
            VectorLadder.Widest,
            new WindowWeights([.. Enumerable.Repeat(1.0, height)], [1]));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Draws_are_the_slow_generators(int width) => Cases.Sample(
        t => AssertDraws(t.Geometry, Pictures.Noise(t.Geometry.Size, t.Format, t.Seed, t.Padding), (ulong)t.Seed << 40, (VectorWidth)width),
        iter: 200);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_of_an_image_up_to_256_is_exact(int width)
    {
        for (int across = 2; across <= 256; across++)
        {
            foreach (PixelFormat format in (PixelFormat[])[PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba])
            {
                var geometry = new WindowGeometry(
                    new ImageSize(across, 4), [false, true, false, true], [.. Enumerable.Range(0, across).Select(x => x % 3 == across % 3)], HalfWidth: 3, HalfHeight: 1);
                PixelImage<byte> image = Pictures.Noise(geometry.Size, format, across);
                AssertMedians(geometry, image, (VectorWidth)width);
                AssertDraws(geometry, image, 7, (VectorWidth)width);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Large_windows_and_equal_values_are_exact(int width)
    {
        var geometry = new WindowGeometry(
            new ImageSize(150, 140), Every(140, 64), Every(150, 70), HalfWidth: 70, HalfHeight: 64);
        AssertMedians(geometry, Pictures.Noise(geometry.Size, PixelFormat.Rgb, 3), (VectorWidth)width);
        AssertMedians(geometry, Pictures.Draw(geometry.Size, (_, _) => 255), (VectorWidth)width);
        AssertMedians(geometry, Pictures.Draw(geometry.Size, (x, y) => (x + y) % 2 * 255), (VectorWidth)width);
        AssertDraws(geometry, Pictures.Noise(geometry.Size, PixelFormat.Rgb, 3), 9, (VectorWidth)width);

        static bool[] Every(int length, int step) => [.. Enumerable.Range(0, length).Select(i => i % step == step / 2)];
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Nothing_beyond_the_images_is_touched(int width)
    {
        Assert.SkipWhen(GuardedMemory<byte>.Missing is not null, GuardedMemory<byte>.Missing ?? "");
        Cases.Sample(
            t =>
            {
                PixelImage<byte> noise = Pictures.Noise(t.Geometry.Size, t.Format, t.Seed, t.Padding);
                int bytes = (noise.Stride * (noise.Height - 1)) + (noise.Width * noise.Channels);
                using GuardedMemory<byte> source = GuardedMemory<byte>.Of(noise.Pixels.Span[..bytes]);
                using GuardedMemory<byte> target = GuardedMemory<byte>.Of(noise.ToArray());
                var image = new PixelImage<byte>(source.Memory, noise.Size, noise.Format, noise.Stride);

                Medians(t.Geometry, image, target.Memory, (VectorWidth)width);
                Assert.Equal(ReferenceWindows.Medians(t.Geometry, noise), target.GetSpan().ToArray());

                Draws(t.Geometry, image, target.Memory, 3, (VectorWidth)width);
                Assert.Equal(ReferenceWindows.Draws(t.Geometry, noise, 3), target.GetSpan().ToArray());
            },
            iter: 60);
    }

    [Fact]
    public void A_target_of_some_rows_and_columns_gets_just_these() => Cases.Sample(
        t =>
        {
            WindowGeometry geometry = t.Geometry;
            int[] rows = [.. Enumerable.Range(0, geometry.Size.Height).Where(y => geometry.Rows[y])];
            int[] columns = [.. Enumerable.Range(0, geometry.Size.Width).Where(x => geometry.Columns[x] && x % 3 != 1)];
            if (rows.Length == 0 || columns.Length == 0) return;
            PixelImage<byte> image = Pictures.Noise(geometry.Size, t.Format, t.Seed, t.Padding);
            var target = new byte[rows.Length * columns.Length * image.Channels];

            WindowMedians.Of(geometry, image.Channels, VectorLadder.Widest)!.Replace(
                image, rows, new PixelTarget(target, PixelMap.Of(geometry.Size, rows, columns), image.Channels), TestContext.Current.CancellationToken);

            byte[] whole = ReferenceWindows.Medians(geometry, image);
            for (int i = 0; i < target.Length; i++)
            {
                var (pixel, channel) = Math.DivRem(i, image.Channels);
                int index = (rows[pixel / columns.Length] * geometry.Size.Width) + columns[pixel % columns.Length];
                Assert.Equal(whole[(index * image.Channels) + channel], target[i]);
            }
        },
        iter: 100);

    private static Gen<bool[]> Axis(int longest) => Gen.OneOf(
        Gen.Select(Gen.Int[1, longest], Gen.Int[1, 9], (length, step) => (bool[])[.. Enumerable.Range(0, length).Select(i => i % step == step / 2)]),
        Gen.Select(Gen.Int[1, longest], Gen.Double[1.5, 9], (length, step) => (bool[])[.. Enumerable.Range(0, length).Select(i => i % step < 2)]),
        Gen.Bool.Array[1, longest]);

    private static Gen<(bool[] Replaced, double[] Weights)> CrowdedAxis(int longest) => Gen.Int[2, longest].SelectMany(length => Gen.Select(
        Gen.OneOf(Gen.Const(true).Array[length], Gen.Int[0, 3].Select(i => i > 0).Array[length], Gen.Bool.Array[length]),
        Gen.OneOf(Gen.OneOf(0, 1e-300, 0.25, 0.5, 1).Array[length], Gen.Double[0, 1].Array[length])));

    private static void AssertMedians(WindowGeometry geometry, PixelImage<byte> image, VectorWidth width)
    {
        byte[] output = image.ToArray();
        Medians(geometry, image, output, width);
        Assert.Equal(ReferenceWindows.Medians(geometry, image), output);
    }

    private static void AssertDraws(WindowGeometry geometry, PixelImage<byte> image, ulong key, VectorWidth width)
    {
        byte[] output = image.ToArray();
        Draws(geometry, image, output, key, width);
        Assert.Equal(ReferenceWindows.Draws(geometry, image, key), output);
    }

    private static void Medians(WindowGeometry geometry, PixelImage<byte> image, Memory<byte> output, VectorWidth width)
    {
        if (!geometry.Columns.Contains(true)) return;
        WindowMedians? medians = WindowMedians.Of(geometry, image.Channels, width);
        Assert.NotNull(medians);
        medians.Replace(image, RowsOf(geometry), Whole(image, output), TestContext.Current.CancellationToken);
    }

    private static void Draws(WindowGeometry geometry, PixelImage<byte> image, Memory<byte> output, ulong key, VectorWidth width)
    {
        if (!geometry.Columns.Contains(true)) return;
        WindowDraws? draws = WindowDraws.Of(geometry, width);
        Assert.NotNull(draws);
        draws.Replace(image, RowsOf(geometry), Whole(image, output), key, TestContext.Current.CancellationToken);
    }

    private static int[] RowsOf(WindowGeometry geometry) => [.. Enumerable.Range(0, geometry.Size.Height).Where(y => geometry.Rows[y])];

    private static PixelTarget Whole(PixelImage<byte> image, Memory<byte> output) => new(output, PixelMap.Whole(image.Size), image.Channels);
}

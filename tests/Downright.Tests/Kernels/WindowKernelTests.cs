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

    public static TheoryData<int> Widths => [.. VectorLadder.Supported.Select(width => (int)width)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Medians_are_the_middle_of_the_sorted_candidates(int width) => Cases.Sample(
        t => AssertMedians(t.Geometry, Pictures.Noise(t.Geometry.Size, t.Format, t.Seed, t.Padding), (VectorWidth)width),
        iter: 200);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Medians_of_listed_candidates_are_the_middle_of_the_sorted_ones(int width) => Cases.Sample(
        t =>
        {
            PixelImage<byte> image = Pictures.Noise(t.Geometry.Size, t.Format, t.Seed, t.Padding);
            int[] rows = RowsOf(t.Geometry);
            var formOf = new int[image.Height];
            for (int i = 0; i < rows.Length; i++) formOf[rows[i]] = i;
            byte[] output = image.ToArray(), expected = image.ToArray();
            if (rows.Length == 0 || !t.Geometry.Columns.Contains(true)) return;

            WindowMedians.Of(t.Geometry, image.Channels, (VectorWidth)width, new WindowCandidates(formOf, rows, Candidates))!.Replace(
                image, rows, Whole(image, output), TestContext.Current.CancellationToken);

            foreach (int y in rows)
            {
                for (int x = 0; x < image.Width; x++)
                {
                    if (!t.Geometry.Columns[x]) continue;
                    int[] listed = Candidates(x, y);
                    for (int channel = 0; channel < image.Channels; channel++)
                        expected[(((y * image.Width) + x) * image.Channels) + channel] = listed.Select(q => image.Row(q / image.Width)[(q % image.Width * image.Channels) + channel]).Order().ElementAt((listed.Length - 1) / 2);
                }
            }

            Assert.Equal(expected, output);

            int[] Candidates(int x, int y) => ReferenceWindows.SomePixels(t.Geometry, x, y, t.Seed);
        },
        iter: 100);

    [Fact]
    public void Candidates_beyond_a_window_are_not_for_bit_planes()
    {
        var geometry = new WindowGeometry(new ImageSize(9, 9), [.. Enumerable.Range(0, 9).Select(y => y == 4)], [.. Enumerable.Range(0, 9).Select(x => x == 4)], HalfWidth: 2, HalfHeight: 2);
        Assert.NotNull(WindowMedians.Of(geometry, 3, VectorLadder.Widest, new WindowCandidates(new int[9], [4], (_, _) => [(2 * 9) + 2, (6 * 9) + 6])));
        Assert.Null(WindowMedians.Of(geometry, 3, VectorLadder.Widest, new WindowCandidates(new int[9], [4], (_, _) => [(2 * 9) + 1])));
        Assert.Null(WindowMedians.Of(geometry, 3, VectorLadder.Widest, new WindowCandidates(new int[9], [4], (_, _) => [(1 * 9) + 2])));
        Assert.Null(WindowMedians.Of(geometry, 3, VectorLadder.Widest, new WindowCandidates(new int[9], [4], (_, _) => [])));
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

using Downright.Scaling;
using Downright.Tests.Reference;
using Downright.Vetting;

namespace Downright.Tests.Vetting;

/// <summary>Black boxes that misbehave in every way that was thought of, each of which must get the right answer.</summary>
public sealed class BlackBoxTests
{
    private static readonly ImageSize Target = new(64, 64);
    private static readonly VettingOptions ThreeRatios = new() { Geometries = [new(new(128, 128), Target), new(new(292, 292), Target), new(new(384, 384), Target)] };

    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("downright:area"));
    private static readonly ProfileScaler Nearest = new(ScalerProfile.Parse("opencv:nearest"));
    private static readonly ProfileScaler Linear = new(ScalerProfile.Parse("opencv:linear"));

    [Theory]
    [InlineData("pillow:lanczos", Verdict.Robust)]
    [InlineData("opencv:area", Verdict.Robust)]
    [InlineData("opencv:lanczos4", Verdict.Vulnerable)]
    [InlineData("tensorflow1:linear", Verdict.Vulnerable)]
    public void A_linear_scaler_gets_the_verdict_that_its_operator_gets(string name, Verdict expected)
    {
        var profile = ScalerProfile.Parse(name);
        VettingResult known = ScalerVetting.Vet(profile, ThreeRatios), found = ScalerVetting.Vet(new ProfileScaler(profile), ThreeRatios);

        Assert.Equal(expected, found.Verdict);
        foreach (var (ours, theirs) in found.Geometries.Zip(known.Geometries))
        {
            Assert.Equal(theirs.Verdict, ours.Verdict);
            Assert.InRange(ours.Measures!.EnergyBound / theirs.Measures!.EnergyBound, 0.9, 1.1);
            Assert.InRange(ours.LinearityResidual!.Value, 0, 2);
        }
    }

    [Fact]
    public void Lanczos_that_clips_between_the_axes_is_as_robust_as_its_operator()
    {
        var geometry = new VettingOptions { Geometries = [new(new(164, 320), Target)] };
        VettingResult result = ScalerVetting.Vet(new ProfileScaler(ScalerProfile.Parse("pillow:lanczos")), geometry);
        Assert.Equal(Verdict.Robust, result.Verdict);
    }

    [Fact]
    public void A_scaler_that_samples_what_looks_like_a_photo_and_averages_noise_is_never_robust() => AssertSays(
        (image, size) => Grain(image) < 30 ? Nearest.Scale(image, size) : Area.Scale(image, size),
        Verdict.Vulnerable,
        "it depends on the content");

    [Fact]
    public void A_scaler_that_averages_photos_and_samples_noise_is_never_robust() => AssertSays(
        (image, size) => Grain(image) < 30 ? Area.Scale(image, size) : Nearest.Scale(image, size),
        Verdict.Undetermined,
        "it depends on the content");

    [Fact]
    public void Averaging_and_sharpening_is_not_called_robust() =>
        AssertSays((image, size) => Sharpen(Area.Scale(image, size)), Verdict.Undetermined, "no linear separable model explains it");

    [Fact]
    public void Sampling_and_sharpening_is_vulnerable() =>
        AssertSays((image, size) => Sharpen(Nearest.Scale(image, size)), Verdict.Vulnerable, "few pixels decide");

    [Fact]
    public void Averaging_in_linear_light_is_not_called_robust() =>
        AssertSays((image, size) => ToneMap(Area.Scale(ToneMap(image, 2.2), size), 1 / 2.2), Verdict.Undetermined, "no linear separable model explains it");

    [Fact]
    public void Sampling_behind_a_gamma_is_vulnerable() =>
        AssertSays((image, size) => ToneMap(Nearest.Scale(image, size), 1.3), Verdict.Vulnerable, "few pixels decide");

    [Fact]
    public void The_nearest_mipmap_is_a_linear_scaler_and_robust()
    {
        VettingResult result = ScalerVetting.Vet("mipmap", (image, size) =>
        {
            while (image.Width >= 2 * size.Width && image.Height >= 2 * size.Height) image = Area.Scale(image, new(image.Width / 2, image.Height / 2));
            return Linear.Scale(image, size);
        }, ThreeRatios);
        Assert.All(result.Geometries, g => Assert.NotNull(g.Measures));
        Assert.Equal(Verdict.Robust, result.Verdict);
    }

    [Fact]
    public void Two_blended_mipmaps_are_not_separable_and_get_no_wrong_verdict()
    {
        VettingResult result = ScalerVetting.Vet("trilinear", (image, size) =>
        {
            PixelImage<byte> half = Area.Scale(image, new(image.Width / 2, image.Height / 2)), quarter = Area.Scale(half, new(half.Width / 2, half.Height / 2));
            return Blend(Linear.Scale(half, size), Linear.Scale(quarter, size));
        }, new VettingOptions { Geometries = [new(new(180, 180), Target), new(new(292, 292), Target)] });
        Assert.Equal(Verdict.Undetermined, result.Verdict);
        Assert.Contains("no linear separable model", result.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_thumbnail_that_samples_first_is_open_at_high_ratios_only()
    {
        VettingResult result = ScalerVetting.Vet("thumbnail", (image, size) =>
            image.Width > 5 * size.Width ? Area.Scale(Nearest.Scale(image, new(5 * size.Width, 5 * size.Height)), size) : Area.Scale(image, size),
            new VettingOptions { Geometries = [new(new(256, 256), Target), new(new(512, 512), Target), new(new(1171, 1171), Target)] });
        Assert.Equal([Verdict.Robust, Verdict.Vulnerable, Verdict.Vulnerable], result.Geometries.Select(g => g.Verdict));
        Assert.Equal(new ImageSize(1171, 1171), result.Worst.Geometry.Source);
    }

    [Fact]
    public void Noise_is_undetermined()
    {
        int seed = 0;
        AssertSays((image, size) => Pictures.Noise(size, image.Format, seed++), Verdict.Undetermined, "no linear separable model explains it");
    }

    [Fact]
    public void A_scaler_that_hangs_is_given_up_after_one_call()
    {
        using var never = new ManualResetEventSlim();
        int calls = 0;
        VettingResult result = ScalerVetting.Vet("hangs", (image, size) =>
        {
            Interlocked.Increment(ref calls);
            never.Wait(TimeSpan.FromSeconds(30));
            return image;
        }, ThreeRatios with { TimeLimit = TimeSpan.FromMilliseconds(200) });
        never.Set();

        Assert.Equal(1, calls);
        Assert.Equal(Verdict.Undetermined, result.Verdict);
        Assert.Contains("took more than 0.2 s", result.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("not measured, since it hung", result.Geometries[2].Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_measured_before_it_hung_still_counts()
    {
        using var never = new ManualResetEventSlim();
        VettingResult result = ScalerVetting.Vet("hangs late", (image, size) =>
        {
            if (image.Width == 384) never.Wait(TimeSpan.FromSeconds(30));
            return Nearest.Scale(image, size);
        }, ThreeRatios with { TimeLimit = TimeSpan.FromSeconds(2) });
        never.Set();
        Assert.Equal([Verdict.Vulnerable, Verdict.Vulnerable, Verdict.Undetermined], result.Geometries.Select(g => g.Verdict));
        Assert.Equal(Verdict.Vulnerable, result.Verdict);
    }

    [Fact]
    public void A_scaler_that_crashes_is_undetermined_with_its_message() =>
        AssertSays((_, _) => throw new InvalidOperationException("no GPU"), Verdict.Undetermined, "it failed at 128x128 to 64x64: no GPU");

    [Fact]
    public void A_scaler_that_crashes_at_one_ratio_is_measured_at_the_others()
    {
        VettingResult result = ScalerVetting.Vet("picky", (image, size) => image.Width == 292 ? throw new ArgumentException("odd") : Area.Scale(image, size), ThreeRatios);
        Assert.Equal([Verdict.Robust, Verdict.Undetermined, Verdict.Robust], result.Geometries.Select(g => g.Verdict));
    }

    [Fact]
    public void A_scaler_that_returns_another_size_is_undetermined() =>
        AssertSays((image, size) => Area.Scale(image, new(size.Width / 2, size.Height)), Verdict.Undetermined, "it returned 32x64 where 64x64 was asked for");

    [Fact]
    public void A_scaler_that_returns_nothing_is_undetermined() =>
        AssertSays((_, _) => null!, Verdict.Undetermined, "it returned no image where 64x64 was asked for");

    [Fact]
    public void A_scaler_that_returns_another_format_is_undetermined() =>
        AssertSays((_, size) => Pictures.Waves(size), Verdict.Undetermined, "it returned Gray for an image of Rgb");

    [Fact]
    public void A_scaler_that_turns_the_image_is_found_out() => AssertSays(
        (image, size) =>
        {
            PixelImage<byte> upright = Area.Scale(image, size);
            byte[] turned = upright.ToArray();
            for (int y = 0; y < size.Height; y++)
                for (int x = 0; x < size.Width; x++)
                    for (int c = 0; c < 3; c++) turned[(((y * size.Width) + x) * 3) + c] = upright.Row(size.Height - 1 - x)[(y * 3) + c];
            return new PixelImage<byte>(turned, size, image.Format);
        },
        Verdict.Undetermined,
        "its output is rotated by");

    [Fact]
    public void An_image_that_is_always_grey_is_undetermined() =>
        AssertSays((image, size) => new PixelImage<byte>(Enumerable.Repeat((byte)128, (int)size.Pixels * 3).ToArray(), size, image.Format), Verdict.Undetermined, "");

    [Fact]
    public void The_default_sweep_takes_at_most_sixty_calls_even_of_the_worst()
    {
        int calls = 0;
        ScalerVetting.Vet("counted", (image, size) =>
        {
            calls++;
            return ToneMap(Area.Scale(image, size), 1.5);
        });
        Assert.InRange(calls, 1, 60);
    }

    [Fact]
    public void Cancelling_stops_between_calls()
    {
        using var source = new CancellationTokenSource();
        int calls = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => ScalerVetting.Vet("slow", (image, size) =>
        {
            if (++calls == 2) source.Cancel();
            return Area.Scale(image, size);
        }, ThreeRatios, source.Token));
        Assert.Equal(2, calls);
    }

    private static void AssertSays(Func<PixelImage<byte>, ImageSize, PixelImage<byte>> scale, Verdict verdict, string reason)
    {
        VettingResult result = ScalerVetting.Vet("black box", scale, ThreeRatios);
        Assert.Equal(verdict, result.Verdict);
        Assert.DoesNotContain(Verdict.Robust, result.Geometries.Where(g => g.Measures is null).Select(g => g.Verdict));
        Assert.Contains(reason, string.Join("; ", result.Geometries.SelectMany(g => g.Reasons)), StringComparison.Ordinal);
    }

    /// <summary>The mean difference of neighbours.</summary>
    private static double Grain(PixelImage<byte> image)
    {
        ReadOnlySpan<byte> row = image.Row(image.Height / 2);
        double sum = 0;
        for (int i = 3; i < row.Length; i++) sum += Math.Abs(row[i] - row[i - 3]);
        return sum / row.Length;
    }

    private static PixelImage<byte> ToneMap(PixelImage<byte> image, double gamma) =>
        new(Array.ConvertAll(image.ToArray(), v => (byte)Math.Round(255 * Math.Pow(v / 255.0, gamma))), image.Size, image.Format);

    private static PixelImage<byte> Blend(PixelImage<byte> a, PixelImage<byte> b) =>
        new(a.ToArray().Zip(b.ToArray(), (x, y) => (byte)((x + y + 1) / 2)).ToArray(), a.Size, a.Format);

    /// <summary>Unsharp masking: a pixel and 0.6 of its difference from the mean of 3×3.</summary>
    private static PixelImage<byte> Sharpen(PixelImage<byte> image)
    {
        byte[] sharp = image.ToArray();
        for (int y = 1; y < image.Height - 1; y++)
        {
            for (int i = 3; i < (image.Width - 1) * 3; i++)
            {
                double mean = 0;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -3; dx <= 3; dx += 3) mean += image.Row(y + dy)[i + dx] / 9.0;
                double own = image.Row(y)[i];
                sharp[(y * image.Width * 3) + i] = (byte)Math.Clamp(Math.Round(own + (0.6 * (own - mean))), 0, 255);
            }
        }

        return new PixelImage<byte>(sharp, image.Size, image.Format);
    }
}

using System.Numerics;
using Downright.Attacks;
using Downright.Analysis;
using Downright.Scaling;

namespace Downright.Tests.Attacks;

public sealed class DetectionEvasionTests
{
    private static readonly ProfileScaler Scaler = new(ScalerProfile.Parse("opencv:nearest"));

    [Fact]
    public void The_transform_of_every_length_is_the_sum_that_defines_it()
    {
        var random = new Random(1);
        for (int n = 1; n <= 40; n++)
        {
            Complex[] values = [.. Enumerable.Range(0, n).Select(_ => new Complex(random.NextDouble(), random.NextDouble()))], transformed = [.. values];
            var transform = new FourierTransform(n);
            transform.Forward(transformed);
            for (int k = 0; k < n; k++)
            {
                Complex sum = values.Select((v, i) => v * Complex.Exp(new Complex(0, -2 * Math.PI * k * i / n))).Aggregate(Complex.Zero, (a, b) => a + b);
                Assert.True((sum - transformed[k]).Magnitude < 1e-10, $"length {n}, coefficient {k}");
            }

            transform.Inverse(transformed);
            Assert.All(values.Zip(transformed), pair => Assert.True((pair.First - pair.Second).Magnitude < 1e-12));
        }
    }

    [Fact]
    public void Suppression_weakens_the_peaks_as_asked_and_a_factor_of_1_changes_nothing()
    {
        AttackResult attack = Attack();
        Assert.Equal(attack.Image.ToArray(), DetectionEvasion.SuppressFrequencies(attack, 1).Image.ToArray());
        AttackResult half = DetectionEvasion.SuppressFrequencies(attack, 0.5), none = DetectionEvasion.SuppressFrequencies(attack, 0);
        double before = Peak(attack.Image), atHalf = Peak(half.Image), without = Peak(none.Image);
        Assert.InRange(atHalf, 0.4 * before, 0.65 * before);
        Assert.True(without < 0.2 * before, $"{without} of {before}");
        Assert.Equal("quadratic+suppress=0.5", half.Method);
        Assert.Null(half.Optimality);
        Assert.True(none.O1(Scaler).PsnrDb < half.O1(Scaler).PsnrDb);
    }

    [Fact]
    public void Added_peaks_stand_where_a_detector_searches_beside_the_expected_ones()
    {
        AttackResult attack = Attack(), peaks = DetectionEvasion.AddPeaks(attack, 50);
        ChannelSpectrum before = ChannelSpectrum.Of(attack.Image, 0), after = ChannelSpectrum.Of(peaks.Image, 0);
        double centre = before[0, 0].Magnitude;
        Assert.True(Enumerable.Range(-40, 81).SelectMany(x => Enumerable.Range(-40, 81).Select(y => (x, y)))
            .Count(at => after[at.x, at.y].Magnitude > before[at.x, at.y].Magnitude + (centre / 200)) >= 8);
        Assert.Equal("quadratic+peaks=50", peaks.Method);
    }

    [Fact]
    public void A_matched_target_has_the_sources_histogram_and_its_own_order_of_levels()
    {
        PixelImage<byte> source = Noise(new ImageSize(80, 80), 1, 0, 100), target = Noise(new ImageSize(20, 20), 2, 0, 256);
        PixelImage<byte> matched = DetectionEvasion.MatchHistogram(target, source);
        Assert.InRange(matched.ToArray().Average(s => s), source.ToArray().Average(s => s) - 3, source.ToArray().Average(s => s) + 3);
        Assert.All(matched.ToArray(), sample => Assert.InRange(sample, 0, 100));
        byte[] before = target.ToArray(), after = matched.ToArray();
        for (int i = 1; i < before.Length; i++) Assert.False(before[i] > before[i - 1] && after[i] < after[i - 1]);
        Assert.Equal(target.ToArray(), DetectionEvasion.MatchHistogram(target, target).ToArray());
    }

    [Fact]
    public void A_codec_gets_the_attack_image_and_must_keep_its_shape()
    {
        AttackResult attack = Attack();
        AttackResult coarse = DetectionEvasion.Reencode(attack, image => new(Array.ConvertAll(image.ToArray(), s => (byte)(s & 0xF0)), image.Size, image.Format), "jpeg=90");
        Assert.Equal("quadratic+jpeg=90", coarse.Method);
        Assert.All(coarse.Image.ToArray(), sample => Assert.Equal(0, sample & 0x0F));
        Assert.Throws<ArgumentException>("reencode", () => DetectionEvasion.Reencode(attack, image => image.Crop(0, 0, new ImageSize(2, 2)), "crop"));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => DetectionEvasion.SuppressFrequencies(attack, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("divisor", () => DetectionEvasion.AddPeaks(attack, 0));
    }

    private static AttackResult Attack()
    {
        PixelImage<byte> source = Noise(new ImageSize(80, 80), 3, 90, 110), target = Noise(new ImageSize(20, 20), 4, 30, 220);
        return QuadraticAttack.Craft(Scaler.OperatorFor(source.Size, target.Size), source, target);
    }

    /// <summary>The energy within three bins of the first expected peak.</summary>
    private static double Peak(PixelImage<byte> image)
    {
        ChannelSpectrum spectrum = ChannelSpectrum.Of(image, 0);
        return Math.Sqrt(Enumerable.Range(-3, 6).SelectMany(x => Enumerable.Range(-3, 6).Select(y => Math.Pow(spectrum[20 + x, y].Magnitude, 2))).Sum());
    }

    private static PixelImage<byte> Noise(ImageSize size, int seed, int from, int to)
    {
        var random = new Random(seed);
        return new(Enumerable.Range(0, (int)size.Pixels).Select(_ => (byte)random.Next(from, to)).ToArray(), size, PixelFormat.Gray);
    }
}

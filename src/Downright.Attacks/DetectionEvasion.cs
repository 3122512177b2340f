using System.Globalization;

namespace Downright.Attacks;

/// <summary>
/// Attacks that know that they are looked for (Quiring et al. 2023, "On the detection of image-scaling attacks in machine
/// learning"; Quiring and Rieck 2020, "Backdooring and poisoning neural networks with image-scaling attacks";
/// docs/methods/detection-evasion.md): each changes a finished attack image, or the target image, so that detectors see
/// less. What is left of the attack, <see cref="AttackResult.O1"/> tells.
/// </summary>
public static class DetectionEvasion
{
    /// <summary>Sends the attack image through a lossy codec.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="reencode">Encodes and decodes an image, at its size and pixel format.</param>
    /// <param name="name">What it is, for the method's name, such as <c>jpeg=90</c>.</param>
    /// <exception cref="ArgumentException">The codec returned another size or pixel format.</exception>
    public static AttackResult Reencode(AttackResult attack, Func<PixelImage<byte>, PixelImage<byte>> reencode, string name)
    {
        ArgumentNullException.ThrowIfNull(attack);
        ArgumentNullException.ThrowIfNull(reencode);
        PixelImage<byte> image = reencode(attack.Image);
        if (image.Size != attack.Image.Size || image.Format != attack.Image.Format)
            throw new ArgumentException($"The codec made {image} of {attack.Image}.", nameof(reencode));
        return attack.WithImage($"{attack.Method}+{name}", image.ToArray());
    }

    /// <summary>Weakens the frequencies at which scaling attacks show: around the multiples of the target size.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="factor">f_s, what is left of them, 0–1.</param>
    /// <param name="radius">How far, in frequency bins, a peak reaches, at least 1.</param>
    public static AttackResult SuppressFrequencies(AttackResult attack, double factor, int radius = 5)
    {
        ArgumentNullException.ThrowIfNull(attack);
        if (factor is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor lies between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(radius, 1);
        ImageSize size = attack.Image.Size, target = attack.Target.Size;
        var bins = new HashSet<(int, int)>();
        foreach (var (x, y) in Peaks(size, target))
        {
            for (int dy = -radius; dy < radius; dy++)
            {
                for (int dx = -radius; dx < radius; dx++)
                {
                    // The middle of the spectrum, the size of the target's own, is the image itself.
                    bool middle = Math.Abs(x + dx) < target.Width / 2 && Math.Abs(y + dy) < target.Height / 2;
                    bool inside = Math.Abs(x + dx) <= size.Width / 2 && Math.Abs(y + dy) <= size.Height / 2;
                    if (!middle && inside) bins.Add((x + dx, y + dy));
                }
            }
        }

        return Changed(attack, string.Create(CultureInfo.InvariantCulture, $"suppress={factor}"), spectrum =>
        {
            foreach (var (x, y) in bins) spectrum[x, y] *= factor;
        });
    }

    /// <summary>Adds peaks beside those of the attack, so that a detector finds the strongest ones elsewhere.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="divisor">f_a, above 0: each peak is the largest coefficient divided by it.</param>
    public static AttackResult AddPeaks(AttackResult attack, double divisor)
    {
        ArgumentNullException.ThrowIfNull(attack);
        if (!(divisor > 0 && double.IsFinite(divisor))) throw new ArgumentOutOfRangeException(nameof(divisor), divisor, "The divisor is a finite number above 0.");
        ImageSize size = attack.Image.Size, target = attack.Target.Size;
        return Changed(attack, string.Create(CultureInfo.InvariantCulture, $"peaks={divisor}"), spectrum =>
        {
            const int Inward = 5;
            var peak = spectrum[0, 0] / divisor;
            foreach (var (x, y) in Peaks(size, target))
            {
                // The corner of the peak's excerpt that lies towards the middle of the image's spectrum.
                int cornerX = x - (target.Width / 2) < 0 ? x + (target.Width / 2) : x - (target.Width / 2);
                int cornerY = y - (target.Height / 2) < 0 ? y + (target.Height / 2) : y - (target.Height / 2);
                spectrum[cornerX + Inward, cornerY + Inward] = peak;
            }
        });
    }

    /// <summary>
    /// Gives a target image the histogram of a source image, channel by channel, so that histograms before and after
    /// scaling agree; attack with the result in its place.
    /// </summary>
    /// <param name="target">The target image.</param>
    /// <param name="source">The source image, of the target image's format.</param>
    /// <exception cref="ArgumentException">The images have different pixel formats.</exception>
    public static PixelImage<byte> MatchHistogram(PixelImage<byte> target, PixelImage<byte> source)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        if (target.Format != source.Format)
            throw new ArgumentException($"Source and target image have one pixel format, not {source.Format} and {target.Format}.", nameof(source));
        byte[] matched = target.ToArray();
        for (int channel = 0; channel < target.Channels; channel++)
        {
            double[] wanted = Cumulative(source, channel), own = Cumulative(target, channel);
            var map = new byte[256];
            for (int level = 0, to = 0; level < 256; level++)
            {
                while (to < 255 && wanted[to] < own[level]) to++;
                map[level] = (byte)to;
            }

            for (int i = channel; i < matched.Length; i += target.Channels) matched[i] = map[matched[i]];
        }

        return new PixelImage<byte>(matched, target.Size, target.Format);
    }

    /// <summary>The multiples of the target size in the shifted spectrum, as offsets from its centre, without the centre.</summary>
    private static IEnumerable<(int X, int Y)> Peaks(ImageSize size, ImageSize target)
    {
        // A multiple exactly at the border has no other side.
        const double Border = 0.001;
        int columns = (int)(((double)size.Width / target.Width / 2) - Border), rows = (int)(((double)size.Height / target.Height / 2) - Border);
        for (int a = -rows; a <= rows; a++)
        {
            for (int b = -columns; b <= columns; b++)
                if (a != 0 || b != 0) yield return (b * target.Width, a * target.Height);
        }
    }

    private static AttackResult Changed(AttackResult attack, string name, Action<ChannelSpectrum> change)
    {
        byte[] samples = attack.Image.ToArray();
        for (int channel = 0; channel < attack.Image.Channels; channel++)
        {
            ChannelSpectrum spectrum = ChannelSpectrum.Of(attack.Image, channel);
            change(spectrum);
            spectrum.WriteTo(samples, channel, attack.Image.Channels);
        }

        return attack.WithImage($"{attack.Method}+{name}", samples);
    }

    private static double[] Cumulative(PixelImage<byte> image, int channel)
    {
        var counts = new double[256];
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int i = channel; i < row.Length; i += image.Channels) counts[row[i]]++;
        }

        double sum = 0;
        return Array.ConvertAll(counts, count => (sum += count) / image.Size.Pixels);
    }
}

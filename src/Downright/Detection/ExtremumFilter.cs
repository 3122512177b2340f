namespace Downright.Detection;

/// <summary>
/// Minimum and maximum filter (Xiao et al. 2019; Kim et al. 2021; docs/methods/filters.md): the image is compared with its
/// darkest, or brightest, 3×3 neighbours. The single pixels of an attack spread over their neighbours there.
/// </summary>
/// <param name="name">The filter's name.</param>
/// <param name="metric">mse or ssim.</param>
/// <param name="brightest">Whether it is the maximum.</param>
/// <param name="compare">The comparison.</param>
internal abstract class ExtremumFilter(string name, string metric, bool brightest, Func<PixelImage<byte>, PixelImage<byte>, Measurement> compare)
    : DetectionMethod($"{name}-filter-{metric}")
{
    public sealed override bool NeedsSize => false;

    public sealed override bool NeedsScaler => false;

    private protected sealed override Measurement Measure(Examination examination) => compare(examination.Image, Filtered(examination.Image));

    private PixelImage<byte> Filtered(PixelImage<byte> image)
    {
        int channels = image.Channels, samples = image.Width * channels;
        byte[] filtered = new byte[samples * image.Height];
        var column = new byte[samples];
        for (int y = 0; y < image.Height; y++)
        {
            image.Row(y).CopyTo(column);
            if (y > 0) Take(column, image.Row(y - 1));
            if (y < image.Height - 1) Take(column, image.Row(y + 1));
            Span<byte> row = filtered.AsSpan(y * samples, samples);
            column.CopyTo(row);
            Take(row[channels..], column);
            Take(row, column.AsSpan(channels));
        }

        return new PixelImage<byte>(filtered, image.Size, image.Format);
    }

    /// <summary>Keeps the extremes of two rows, as far as both reach.</summary>
    private void Take(Span<byte> kept, ReadOnlySpan<byte> others)
    {
        int count = Math.Min(kept.Length, others.Length);
        if (brightest)
        {
            for (int i = 0; i < count; i++) kept[i] = Math.Max(kept[i], others[i]);
        }
        else
        {
            for (int i = 0; i < count; i++) kept[i] = Math.Min(kept[i], others[i]);
        }
    }
}

/// <summary>Minimum filter by inverse mean squared error.</summary>
internal sealed class MinimumFilterMse() : ExtremumFilter("minimum", "mse", brightest: false, Similarities.InverseError);

/// <summary>Minimum filter by structural similarity.</summary>
internal sealed class MinimumFilterSsim() : ExtremumFilter("minimum", "ssim", brightest: false, Similarities.Structural);

/// <summary>Maximum filter by inverse mean squared error.</summary>
internal sealed class MaximumFilterMse() : ExtremumFilter("maximum", "mse", brightest: true, Similarities.InverseError);

/// <summary>Maximum filter by structural similarity.</summary>
internal sealed class MaximumFilterSsim() : ExtremumFilter("maximum", "ssim", brightest: true, Similarities.Structural);

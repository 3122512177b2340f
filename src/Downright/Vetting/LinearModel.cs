using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>Compares what a scaler did with what its linear model says.</summary>
internal static class LinearModel
{
    /// <summary>Differences up to this many grey levels are rounding, whatever a scaler does between the axes.</summary>
    private const double Rounding = 2;

    /// <summary>
    /// The largest difference, in grey levels, between a scaler's outputs and its model's, clipped to bytes. Scalers that store
    /// bytes between the two axes, as Pillow does, clip there too: where it explains more, they are compared with that.
    /// The bounds hold for them as well (docs/methods/bound.md).
    /// </summary>
    /// <param name="op">The model.</param>
    /// <param name="images">The numbers of the images.</param>
    /// <param name="sourceOf">An image, and what the scaler made of it.</param>
    public static double LargestDifference(ScalingOperator op, IEnumerable<int> images, Func<int, (PixelImage<byte> Source, PixelImage<byte> Output)> sourceOf)
    {
        double linear = Largest(op.Apply);
        if (linear <= Rounding) return linear;
        var columns = new ScalingOperator(op.Name, BandedMatrix.Identity(op.SourceSize.Height), op.Right);
        var rowsOfThose = new ScalingOperator(op.Name, op.Left, BandedMatrix.Identity(op.TargetSize.Width));
        var rows = new ScalingOperator(op.Name, op.Left, BandedMatrix.Identity(op.SourceSize.Width));
        var columnsOfThose = new ScalingOperator(op.Name, BandedMatrix.Identity(op.TargetSize.Height), op.Right);
        double columnsFirst = Largest(image => rowsOfThose.Apply(ToBytes(columns.Apply(image))));
        double rowsFirst = Largest(image => columnsOfThose.Apply(ToBytes(rows.Apply(image))));
        return Math.Min(linear, Math.Min(columnsFirst, rowsFirst));

        double Largest(Func<PixelImage<byte>, PixelImage<float>> model) => images.Select(sourceOf).Max(pair => Difference(model(pair.Source), pair.Output));
    }

    /// <summary>The same for one image.</summary>
    public static double LargestDifference(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> output) =>
        LargestDifference(op, [0], _ => (source, output));

    private static double Difference(PixelImage<float> model, PixelImage<byte> output)
    {
        double largest = 0;
        for (int y = 0; y < output.Height; y++)
        {
            ReadOnlySpan<byte> actual = output.Row(y);
            ReadOnlySpan<float> expected = model.Row(y);
            for (int i = 0; i < actual.Length; i++) largest = Math.Max(largest, Math.Abs(Math.Clamp(expected[i], 0f, 255f) - actual[i]));
        }

        return largest;
    }

    private static PixelImage<byte> ToBytes(PixelImage<float> image)
    {
        var samples = new byte[image.Size.Samples(image.Channels)];
        int row = image.Width * image.Channels;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<float> values = image.Row(y);
            for (int i = 0; i < row; i++) samples[(y * row) + i] = (byte)Math.Clamp(MathF.Round(values[i]), 0, 255);
        }

        return new PixelImage<byte>(samples, image.Size, image.Format);
    }
}

namespace Downright.Detection;

/// <summary>The two ways in which the published methods make an image grey.</summary>
internal static class GreyValues
{
    /// <summary>The mean of the colour channels, unrounded.</summary>
    public static double[] Mean(PixelImage<byte> image)
    {
        int colours = Math.Min(image.Channels, 3);
        return Map(image, pixel =>
        {
            int sum = 0;
            for (int channel = 0; channel < colours; channel++) sum += pixel[channel];
            return (double)sum / colours;
        });
    }

    /// <summary>0.299 R + 0.587 G + 0.114 B in OpenCV's whole numbers, 0–255.</summary>
    public static double[] Luma(PixelImage<byte> image)
    {
        const int Shift = 15, Red = 9798, Green = 19235, Blue = 3735;
        bool blueFirst = image.Format is PixelFormat.Bgr or PixelFormat.Bgra or PixelFormat.BgraPremultiplied;
        return image.Channels == 1
            ? Map(image, pixel => pixel[0])
            : Map(image, pixel => ((pixel[blueFirst ? 2 : 0] * Red) + (pixel[1] * Green) + (pixel[blueFirst ? 0 : 2] * Blue) + (1 << (Shift - 1))) >> Shift);
    }

    private static double[] Map(PixelImage<byte> image, Func<ReadOnlySpan<byte>, double> grey)
    {
        var values = new double[image.Size.Samples(1)];
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x++) values[(y * image.Width) + x] = grey(row.Slice(x * image.Channels, image.Channels));
        }

        return values;
    }
}

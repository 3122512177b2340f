namespace Downright.Vetting;

/// <summary>
/// The influence of single pixels, measured rather than modelled: on a grid so wide that their outputs do not meet, one
/// pixel a cell and colour plane is stepped, and what moves around it is added up.
/// </summary>
/// <param name="Pixels">The number of pixels that were stepped.</param>
/// <param name="Carrying">How many of them moved any output.</param>
/// <param name="Concentration">(Σr)² / (Σr² · pixels) of the responses r: 1 where all pixels count alike, small where few count.</param>
/// <param name="MeanOfCarrying">The mean response of those that moved any output, in steps.</param>
/// <param name="Captured">Σr, as a share of what all pixels together move of a scaler that keeps uniform images.</param>
internal sealed record SampledInfluence(int Pixels, int Carrying, double Concentration, double MeanOfCarrying, double Captured)
{
    private const int Spacing = 4, Step = 100;

    /// <summary>Measures the influence with one call.</summary>
    /// <param name="scale">The scaler.</param>
    /// <param name="image">The image whose pixels are stepped, RGB.</param>
    /// <param name="output">What the scaler makes of it.</param>
    public static SampledInfluence Measure(Func<PixelImage<byte>, ImageSize, PixelImage<byte>> scale, PixelImage<byte> image, PixelImage<byte> output)
    {
        byte[] stepped = image.ToArray();
        int channels = image.Channels, cellsAcross = Math.Max(1, output.Width / Spacing), cellsDown = Math.Max(1, output.Height / Spacing);
        for (int row = 0; row < cellsDown; row++)
        {
            for (int column = 0; column < cellsAcross; column++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    int x = Place(column, image.Width, output.Width, ProbeImages.Uniform(column, row, channel));
                    int y = Place(row, image.Height, output.Height, ProbeImages.Uniform(column, row, channel + channels));
                    ref byte sample = ref stepped[(((y * image.Width) + x) * channels) + channel];
                    sample = (byte)(sample < 128 ? sample + Step : sample - Step);
                }
            }
        }

        PixelImage<byte> moved = scale(new PixelImage<byte>(stepped, image.Size, image.Format), output.Size);
        int pixels = 0, carrying = 0;
        double sum = 0, squares = 0;
        for (int row = 0; row < cellsDown; row++)
        {
            for (int column = 0; column < cellsAcross; column++)
            {
                for (int channel = 0; channel < channels; channel++, pixels++)
                {
                    double response = Response(output, moved, column, row, channel);
                    if (response == 0) continue;
                    carrying++;
                    sum += response;
                    squares += response * response;
                }
            }
        }

        double fair = pixels * (double)output.Size.Pixels / image.Size.Pixels;
        return new SampledInfluence(pixels, carrying, squares == 0 ? 1 : sum * sum / (squares * pixels), sum / Math.Max(1, carrying), sum / fair);
    }

    /// <summary>A sample in the middle of a cell's outputs, anywhere within the source samples of one output.</summary>
    private static int Place(int cell, int samples, int outputs, double within) =>
        Math.Min(samples - 1, (int)(((cell * Spacing) + Math.Min(Spacing / 2, outputs - 1) + within) * samples / outputs));

    /// <summary>By how much the outputs around a stepped pixel moved, in steps; a level here and there is rounding.</summary>
    private static double Response(PixelImage<byte> before, PixelImage<byte> after, int column, int row, int channel)
    {
        int sum = 0;
        for (int y = row * Spacing; y < Math.Min((row + 1) * Spacing, before.Height); y++)
        {
            for (int x = column * Spacing; x < Math.Min((column + 1) * Spacing, before.Width); x++)
            {
                int at = (x * before.Channels) + channel, difference = Math.Abs(before.Row(y)[at] - after.Row(y)[at]);
                if (difference > 1) sum += difference;
            }
        }

        return (double)sum / Step;
    }
}

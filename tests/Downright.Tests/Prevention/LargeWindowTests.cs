using Downright.Prevention;
using Downright.Tests.Reference;

namespace Downright.Tests.Prevention;

/// <summary>Windows that hold a large part of the image.</summary>
public sealed class LargeWindowTests
{
    [Theory]
    [InlineData(700, 500)]
    [InlineData(3000, 40)]
    [InlineData(40, 3000)]
    [InlineData(90, 80)]
    public void Scaling_to_one_pixel_takes_the_median_of_all_others(int width, int height)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(width, height), PixelFormat.Rgb, 5);
        var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse("opencv:nearest") });

        PixelImage<byte> one = safe.Scale(image, new ImageSize(1, 1));

        // OpenCV reads the first pixel, and its window reaches to the last one.
        for (int channel = 0; channel < 3; channel++)
        {
            byte[] others = [.. Enumerable.Range(1, (width * height) - 1).Select(i => image.Pixels.Span[(i * 3) + channel]).Order()];
            Assert.Equal(others[(others.Length - 1) / 2], one.Pixels.Span[channel]);
        }
    }
}

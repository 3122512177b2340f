namespace Downright.Adapters.Tests;

/// <summary>What holds for the algorithms of every library.</summary>
internal static class ScalerChecks
{
    /// <summary>Names differ and are well-formed, one algorithm is the default, and the safest is one of them.</summary>
    public static void Names<T>(IReadOnlyList<T> all, Func<T, bool> isDefault, Func<T, string> call, T safest)
        where T : IScaler
    {
        Assert.Equal(all.Count, all.Select(scaler => scaler.Name).Distinct().Count());
        Assert.All(all, scaler => Assert.Matches("^[a-z]+:[a-z0-9]+([-+=.]+[a-z0-9]+)*$", scaler.Name));
        Assert.All(all, scaler => Assert.NotEmpty(call(scaler)));
        Assert.Single(all, scaler => isDefault(scaler));
        Assert.Contains(safest, all);
    }

    /// <summary>Every algorithm scales grey, colour and alpha, from rows with padding too, and a uniform image stays uniform.</summary>
    public static void Formats<T>(IEnumerable<T> all, params string[] notUniform)
        where T : IScaler
    {
        PixelFormat[] formats = [PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Bgr, PixelFormat.Rgba];
        var size = new ImageSize(13, 11);
        Assert.All(all, scaler =>
        {
            foreach (PixelFormat format in formats)
            {
                PixelImage<byte> image = Noise.Of(format, 40, 31), part = image.Crop(3, 2, new ImageSize(33, 27));
                PixelImage<byte> scaled = scaler.Scale(part, size);
                Assert.Equal((size, format), (scaled.Size, scaled.Format));
                Same.Pixels(scaled, scaler.Scale(new PixelImage<byte>(part.ToArray(), part.Size, format), size));
            }

            if (notUniform.Contains(scaler.Name)) return;
            var uniform = new byte[40 * 31 * 3];
            Array.Fill(uniform, (byte)137);
            PixelImage<byte> grey = scaler.Scale(new PixelImage<byte>(uniform, new ImageSize(40, 31), PixelFormat.Rgb), size);
            Assert.All(grey.ToArray(), sample => Assert.InRange(sample, 136, 138));
        });
    }
}

using Downright.Scaling;

namespace Downright.Tests.Scaling;

/// <summary>Where a mean lies halfway between two grey levels, each library rounds by its own rule.</summary>
public sealed class RoundingTests
{
    [Theory]
    // TensorFlow's callers round halves to even.
    [InlineData("tensorflow:linear", 100, 101, 100)]
    [InlineData("tensorflow:linear", 101, 102, 102)]
    [InlineData("tensorflow:area", 101, 102, 102)]
    [InlineData("tensorflow1:area", 100, 101, 100)]
    // So does torchvision, where PyTorch takes no bytes.
    [InlineData("torch:area", 100, 101, 100)]
    [InlineData("torch:area", 101, 102, 102)]
    // PyTorch's own kernels for bytes round halves up.
    [InlineData("torch:linear", 100, 101, 101)]
    [InlineData("torch:linear", 101, 102, 102)]
    [InlineData("torch:linear+antialias", 7, 7, 7)]
    // ONNX Runtime cuts linear bytes off, and rounds antialiased ones half up.
    [InlineData("onnx:linear", 101, 102, 101)]
    [InlineData("onnx:linear", 100, 101, 100)]
    [InlineData("onnx:linear+antialias", 7, 7, 7)]
    public void Halves_go_where_the_library_puts_them(string name, byte first, byte second, byte expected)
    {
        // Half the width: both samples of a pair weigh the same.
        byte[] row = [first, second, first, second, first, second, first, second];
        var image = new PixelImage<byte>(row, new ImageSize(8, 1), PixelFormat.Gray);
        byte[] scaled = new ProfileScaler(ScalerProfile.Parse(name)).Scale(image, new ImageSize(4, 1)).ToArray();
        Assert.Equal(expected, scaled[1]);
        Assert.Equal(expected, scaled[2]);
    }

    [Theory]
    [InlineData("tensorflow:cubic")]
    [InlineData("tensorflow:lanczos3")]
    [InlineData("tensorflow1:cubic")]
    [InlineData("torch:cubic")]
    [InlineData("onnx:cubic")]
    [InlineData("onnx:cubic+antialias")]
    public void Overshoot_is_clipped_in_bytes_and_kept_in_floats(string name)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        byte[] step = [.. Enumerable.Range(0, 12).Select(x => (byte)(x < 6 ? 0 : 255))];
        var size = new ImageSize(12, 1);
        var target = new ImageSize(31, 1);

        float[] floats = scaler.Scale(new PixelImage<float>(Array.ConvertAll(step, b => (float)b), size, PixelFormat.Gray), target).ToArray();
        byte[] bytes = scaler.Scale(new PixelImage<byte>(step, size, PixelFormat.Gray), target).ToArray();

        Assert.True(floats.Min() < -5 && floats.Max() > 260);
        for (int x = 0; x < bytes.Length; x++) Assert.InRange(bytes[x] - Math.Clamp(floats[x], 0, 255), -1, 1);
    }

    [Fact]
    public void A_mean_over_the_whole_image_is_exact_however_large_it_is()
    {
        byte[] pixels = new byte[3000 * 3000];
        pixels.AsSpan().Fill(201);
        var image = new PixelImage<byte>(pixels, new ImageSize(3000, 3000), PixelFormat.Gray);
        Assert.Equal(201, new ProfileScaler(ScalerProfile.Parse("torch:area")).Scale(image, new ImageSize(1, 1)).ToArray()[0]);
    }
}

using Downright.Adapters.Onnx;

namespace Downright.Conformance.Peers;

/// <summary>
/// PyTorch, as its C++ library is packaged: the operators behind <c>torch.nn.functional.interpolate</c>, on planes.
/// </summary>
public sealed class LibTorchPeer : IProfiledPeer
{
    public LibTorchPeer()
    {
        try
        {
            Version = LibTorch.Version.ToString();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            Missing = $"libtorch does not load: {e.Message}";
        }
    }

    public static IEnumerable<string> Profiles => IProfiledPeer.Of(ScalerLibrary.Torch);

    public string Name => "PyTorch (libtorch)";

    public string Version { get; } = "";

    public string? Missing { get; }

    public IReadOnlyList<int> Channels(bool floats) => [1, 3, 4];

    public byte[] Scale(ScalerProfile profile, PixelImage<byte> image, ImageSize size)
    {
        // PyTorch pools no bytes: area is rounded from floats, as torchvision does.
        if (profile.Algorithm == ScalerAlgorithm.Area)
        {
            var floats = new PixelImage<float>(Array.ConvertAll(image.ToArray(), sample => (float)sample), image.Size, image.Format);
            return Array.ConvertAll(Run(profile, floats, size), sample => (byte)MathF.Round(sample));
        }

        // PyTorch 2.10 stops at an assertion of its own where three channels become one pixel.
        if (size.Pixels == 1) return [.. Enumerable.Range(0, image.Channels).SelectMany(channel => Run(profile, Channel(image, channel), size))];
        return Run(profile, image, size);
    }

    public float[] Scale(ScalerProfile profile, PixelImage<float> image, ImageSize size) => Run(profile, image, size);

    private static PixelImage<byte> Channel(PixelImage<byte> image, int channel)
    {
        byte[] samples = [.. image.ToArray().Where((_, i) => i % image.Channels == channel)];
        return new PixelImage<byte>(samples, image.Size, PixelFormat.Gray);
    }

    private static T[] Run<T>(ScalerProfile profile, PixelImage<T> image, ImageSize size)
        where T : unmanaged
    {
        const ulong AlignCorners = 0, NoScale = 0;
        long[] shape = [1, image.Channels, image.Height, image.Width];
        T[] planes = Planes.Of(image);
        T[] scaled = (profile.Algorithm, profile.Antialias) switch
        {
            (ScalerAlgorithm.Nearest, _) => LibTorch.Call("aten::upsample_nearest2d", planes, shape, size, NoScale, NoScale),
            (ScalerAlgorithm.NearestExact, _) => LibTorch.Call("aten::_upsample_nearest_exact2d", planes, shape, size, NoScale, NoScale),
            (ScalerAlgorithm.Linear, false) => LibTorch.Call("aten::upsample_bilinear2d", planes, shape, size, AlignCorners, NoScale, NoScale),
            (ScalerAlgorithm.Cubic, false) => LibTorch.Call("aten::upsample_bicubic2d", planes, shape, size, AlignCorners, NoScale, NoScale),
            (ScalerAlgorithm.Linear, true) => LibTorch.Call("aten::_upsample_bilinear2d_aa", planes, shape, size, AlignCorners, NoScale, NoScale),
            (ScalerAlgorithm.Cubic, true) => LibTorch.Call("aten::_upsample_bicubic2d_aa", planes, shape, size, AlignCorners, NoScale, NoScale),
            (ScalerAlgorithm.Area, _) => LibTorch.Call("aten::adaptive_avg_pool2d", planes, shape, size),
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "PyTorch has no such mode."),
        };
        return Planes.ToPixels<T>(scaled, image.Channels);
    }
}

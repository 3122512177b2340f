using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Downright.Conformance.Peers;

/// <summary>OpenCV as OpenCvSharp's official runtime packages it.</summary>
public sealed class OpenCvSharpPeer : IPeer
{
    public OpenCvSharpPeer()
    {
        try
        {
            Version = Cv2.GetVersionString() ?? "unknown";
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            Missing = $"OpenCvSharp's native library does not load: {e.GetBaseException().Message}";
        }
    }

    public string Name => "OpenCV (OpenCvSharp)";

    public string Version { get; } = "";

    public string? Missing { get; }

    public IReadOnlyList<int> Channels(bool floats) => [1, 3, 4];

    public byte[] Scale(ScalerProfile profile, PixelImage<byte> image, ImageSize size) => Scale(profile, image, size, MatType.CV_8U);

    public float[] Scale(ScalerProfile profile, PixelImage<float> image, ImageSize size) => Scale(profile, image, size, MatType.CV_32F);

    private static InterpolationFlags FlagOf(ScalerAlgorithm algorithm) => algorithm switch
    {
        ScalerAlgorithm.Nearest => InterpolationFlags.Nearest,
        ScalerAlgorithm.NearestExact => (InterpolationFlags)6,
        ScalerAlgorithm.Linear => InterpolationFlags.Linear,
        ScalerAlgorithm.LinearExact => InterpolationFlags.LinearExact,
        ScalerAlgorithm.Cubic => InterpolationFlags.Cubic,
        ScalerAlgorithm.Area => InterpolationFlags.Area,
        ScalerAlgorithm.Lanczos4 => InterpolationFlags.Lanczos4,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "OpenCV has no such algorithm."),
    };

    private static T[] Scale<T>(ScalerProfile profile, PixelImage<T> image, ImageSize size, int depth)
        where T : unmanaged
    {
        MatType type = MatType.MakeType(depth, image.Channels);
        T[] pixels = image.ToArray();
        GCHandle pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            using Mat source = Mat.FromPixelData(image.Height, image.Width, type, pinned.AddrOfPinnedObject());
            using var target = new Mat();
            Cv2.Resize(source, target, new Size(size.Width, size.Height), 0, 0, FlagOf(profile.Algorithm));
            var output = new T[size.Width * size.Height * image.Channels];
            MemoryMarshal.Cast<byte, T>(target.AsSpan<byte>()).CopyTo(output);
            return output;
        }
        finally
        {
            pinned.Free();
        }
    }
}

using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Downright.Conformance.Peers;

/// <summary>
/// OpenCV as OpenCvSharp's official runtime packages it, with Intel's IPP or without: OpenCV turns IPP and its own
/// vector paths on and off together.
/// </summary>
public abstract class OpenCvSharpPeer : IPeer
{
    private readonly bool _optimized;

    protected OpenCvSharpPeer(string name, bool optimized)
    {
        Name = name;
        _optimized = optimized;
        try
        {
            Version = Cv2.GetVersionString() ?? "unknown";
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            Missing = $"OpenCvSharp's native library does not load: {e.GetBaseException().Message}";
        }
    }

    public string Name { get; }

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

    private T[] Scale<T>(ScalerProfile profile, PixelImage<T> image, ImageSize size, int depth)
        where T : unmanaged
    {
        MatType type = MatType.MakeType(depth, image.Channels);
        T[] pixels = image.ToArray();
        GCHandle pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            // The switch belongs to the thread, so every call sets it.
            Cv2.SetUseOptimized(_optimized);
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

/// <summary>As it comes: linear interpolation of floats and cubic interpolation are Intel's.</summary>
public sealed class OpenCvIppPeer() : OpenCvSharpPeer("OpenCV (OpenCvSharp)", optimized: true), IProfiledPeer
{
    public static IEnumerable<string> Profiles => IProfiledPeer.Of(ScalerLibrary.OpenCv);
}

/// <summary>OpenCV's own code throughout.</summary>
public sealed class OpenCvOwnPeer() : OpenCvSharpPeer("OpenCV (OpenCvSharp, without IPP)", optimized: false), IProfiledPeer
{
    public static IEnumerable<string> Profiles => IProfiledPeer.Of(ScalerLibrary.OpenCv);
}

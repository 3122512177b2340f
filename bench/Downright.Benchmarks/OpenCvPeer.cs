using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Downright.Benchmarks;

/// <summary>OpenCV's resize of RGB bytes, from memory that stays where it is into memory that is made once.</summary>
internal sealed class OpenCvPeer : IDisposable
{
    private readonly GCHandle _pinned;
    private readonly Mat _source;
    private readonly Mat _target = new();
    private readonly Size _size;

    public OpenCvPeer(PixelImage<byte> image, ImageSize target)
    {
        if (!MemoryMarshal.TryGetArray(image.Pixels, out ArraySegment<byte> pixels))
            throw new ArgumentException("The pixels must lie in an array.", nameof(image));
        _pinned = GCHandle.Alloc(pixels.Array, GCHandleType.Pinned);
        _source = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, _pinned.AddrOfPinnedObject());
        _size = new Size(target.Width, target.Height);
    }

    public static string Version => Cv2.GetVersionString() ?? "unknown";

    public static int Threads
    {
        get => Cv2.GetNumThreads();
        set => Cv2.SetNumThreads(value);
    }

    public void Resize(InterpolationFlags algorithm) => Cv2.Resize(_source, _target, _size, 0, 0, algorithm);

    public void Dispose()
    {
        _target.Dispose();
        _source.Dispose();
        _pinned.Free();
    }
}

using System.Runtime.InteropServices;
using Downright.Prevention;
using OpenCvSharp;

namespace Downright.Adapters.OpenCv;

/// <summary>The one safe call, for OpenCvSharp's matrices.</summary>
public static class SafeMatResizing
{
    /// <summary>Scales a matrix so that what comes out shows what people see in it. Its pixels are read in place.</summary>
    /// <param name="mat">A matrix of <c>CV_8UC1</c>, <c>CV_8UC3</c> or <c>CV_8UC4</c>, submatrices included; it stays as it is.</param>
    /// <param name="width">The target width in pixels, at least 1.</param>
    /// <param name="height">The target height in pixels, at least 1.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <returns>A matrix of the same type, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The matrix is empty, or of another type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    public static Mat ResizeSafely(this Mat mat, int width, int height, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mat);
        PixelImage<byte> safe = MatPixels.Of(mat).ResizeSafely(width, height, options);
        GC.KeepAlive(mat);
        var result = new Mat(height, width, mat.Type());
        MemoryMarshal.TryGetArray(safe.Pixels, out ArraySegment<byte> pixels);
        Marshal.Copy(pixels.Array!, pixels.Offset, result.Data, pixels.Count);
        return result;
    }
}

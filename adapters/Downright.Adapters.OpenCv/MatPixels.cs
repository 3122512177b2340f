using OpenCvSharp;

namespace Downright.Adapters.OpenCv;

/// <summary>Between matrices and images, without copying.</summary>
internal static class MatPixels
{
    /// <summary>A matrix's pixels; the caller keeps the matrix alive.</summary>
    public static PixelImage<byte> Of(Mat mat)
    {
        if (mat.Dims != 2 || mat.Empty()) throw new ArgumentException("The matrix is empty or no image; a matrix of rows and columns is wanted.", nameof(mat));
        PixelFormat format = mat.Type() == MatType.CV_8UC1 ? PixelFormat.Gray
            : mat.Type() == MatType.CV_8UC3 ? PixelFormat.Bgr
            : mat.Type() == MatType.CV_8UC4 ? PixelFormat.Bgra
            : throw new ArgumentException($"The matrix is of {mat.Type()}; CV_8UC1, CV_8UC3 and CV_8UC4 can be resized safely, and Mat.ConvertTo makes one of them.", nameof(mat));
        return NativePixels.Image(mat.Data, new ImageSize(mat.Cols, mat.Rows), format, mat.Step());
    }

    /// <summary>A matrix over pinned pixels.</summary>
    public static unsafe Mat Over(void* pixels, ImageSize size, int channels, int stride) =>
        Mat.FromPixelData(size.Height, size.Width, MatType.MakeType(MatType.CV_8U, channels), (nint)pixels, stride);
}

using System.Buffers;
using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace Downright.Adapters.OpenCv;

/// <summary>
/// One way to scale an image with OpenCV, with the library's own bytes. Names: <c>opencv:nearest</c> and so on for
/// <c>Cv2.Resize</c>, as the profiles' names; <c>opencv:warp-affine+linear</c> for <c>Cv2.WarpAffine</c>;
/// <c>opencv:blob-from-image</c>.
/// </summary>
public sealed class OpenCvScaler : IScaler
{
    private static readonly (string Name, InterpolationFlags Flag)[] Interpolations =
    [
        ("nearest", InterpolationFlags.Nearest),
        ("nearest-exact", (InterpolationFlags)6),
        ("linear", InterpolationFlags.Linear),
        ("linear-exact", InterpolationFlags.LinearExact),
        ("cubic", InterpolationFlags.Cubic),
        ("area", InterpolationFlags.Area),
        ("lanczos4", InterpolationFlags.Lanczos4),
    ];

    /// <summary>Scales a matrix into another one, whose size and memory are given.</summary>
    private readonly Action<Mat, Mat> _scale;

    private OpenCvScaler(string algorithm, string call, Action<Mat, Mat> scale)
    {
        Name = $"opencv:{algorithm}";
        Call = call;
        _scale = scale;
    }

    /// <summary>Every algorithm that OpenCV scales with.</summary>
    public static IReadOnlyList<OpenCvScaler> All { get; } =
    [
        .. Interpolations.Select(i => Resize(i.Name, i.Flag)),
        .. Interpolations.Where(i => i.Name is "nearest" or "linear" or "cubic" or "lanczos4").Select(i => WarpAffine(i.Name, i.Flag)),
        new("blob-from-image", "CvDnn.BlobFromImage(image, 1, size)", BlobFromImage),
    ];

    /// <summary>What to use of OpenCV where <see cref="SafeMatResizing"/> is not to be had: area, while both axes shrink.</summary>
    public static OpenCvScaler Safest { get; } = All.First(scaler => scaler.Name == "opencv:area");

    /// <summary>OpenCV's version.</summary>
    /// <exception cref="DllNotFoundException">The native library is not there.</exception>
    public static string LibraryVersion => Cv2.GetVersionString() ?? "unknown";

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How one writes it with OpenCvSharp.</summary>
    public string Call { get; }

    /// <summary>Whether it is what <c>Cv2.Resize</c> does unless told otherwise.</summary>
    public bool IsDefault => Name == "opencv:linear";

    /// <inheritdoc/>
    public unsafe PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        var output = new byte[checked((int)(size.Pixels * image.Channels))];
        using MemoryHandle pinned = image.Pixels.Pin();
        fixed (byte* pixels = output)
        {
            using Mat source = MatPixels.Over(pinned.Pointer, image.Size, image.Channels, image.Stride);
            using Mat target = MatPixels.Over(pixels, size, image.Channels, size.Width * image.Channels);
            _scale(source, target);
        }

        return new PixelImage<byte>(output, size, image.Format);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static OpenCvScaler Resize(string name, InterpolationFlags flag) =>
        new(name, $"Cv2.Resize(src, dst, size, 0, 0, {Written(flag)})", (source, target) => Cv2.Resize(source, target, target.Size(), 0, 0, flag));

    /// <summary>A warp that only scales, with the centres of the corner pixels' areas in place.</summary>
    private static OpenCvScaler WarpAffine(string name, InterpolationFlags flag) => new($"warp-affine+{name}", $"Cv2.WarpAffine(src, dst, m, size, {Written(flag)})", (source, target) =>
    {
        double across = (double)source.Cols / target.Cols, down = (double)source.Rows / target.Rows;
        using Mat matrix = Mat.FromArray(new[,] { { across, 0, (across - 1) / 2 }, { 0, down, (down - 1) / 2 } });
        Cv2.WarpAffine(source, target, matrix, target.Size(), flag | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
    });

    /// <summary>The blob has planes of floats, channel after channel.</summary>
    private static void BlobFromImage(Mat source, Mat target)
    {
        using Mat blob = CvDnn.BlobFromImage(source, 1, target.Size(), default, swapRB: false, crop: false)
            ?? throw new InvalidOperationException("OpenCV returned no blob.");
        Mat[] planes = [.. Enumerable.Range(0, source.Channels()).Select(channel => Mat.FromPixelData(target.Rows, target.Cols, MatType.CV_32FC1, blob.Ptr(0, channel)))];
        using var merged = new Mat();
        Cv2.Merge(planes, merged);
        merged.ConvertTo(target, MatType.CV_8U);
        foreach (Mat plane in planes) plane.Dispose();
    }

    private static string Written(InterpolationFlags flag) => Enum.IsDefined(flag) ? $"InterpolationFlags.{flag}" : $"(InterpolationFlags){(int)flag}";
}

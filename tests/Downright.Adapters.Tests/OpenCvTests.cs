using Downright.Adapters.OpenCv;
using Downright.Prevention;
using Downright.Scaling;
using OpenCvSharp;

namespace Downright.Adapters.Tests;

public sealed class OpenCvTests
{
    public OpenCvTests() => Native.SkipUnlessThere("OpenCvSharp", () => OpenCvScaler.LibraryVersion);

    [Theory]
    [InlineData(PixelFormat.Gray, PreventionMethod.Median)]
    [InlineData(PixelFormat.Bgr, PreventionMethod.Median)]
    [InlineData(PixelFormat.Bgr, PreventionMethod.Area)]
    [InlineData(PixelFormat.Bgr, PreventionMethod.Random)]
    [InlineData(PixelFormat.Bgra, PreventionMethod.Median)]
    public void A_matrix_becomes_what_its_pixels_become(PixelFormat format, PreventionMethod method)
    {
        PixelImage<byte> image = Noise.Of(format);
        var options = new PreventionOptions { Method = method, Seed = 7 };
        using Mat mat = ToMat(image);
        using Mat safe = mat.ResizeSafely(41, 29, options);
        Assert.Equal(mat.Type(), safe.Type());
        Same.Pixels(image.ResizeSafely(41, 29, options), ToImage(safe, format));
        Same.Pixels(image, ToImage(mat, format));
    }

    [Fact]
    public void A_submatrix_is_read_by_its_own_rows()
    {
        PixelImage<byte> image = Noise.Of(PixelFormat.Bgr);
        using Mat mat = ToMat(image);
        using Mat part = mat[new Rect(11, 7, 120, 90)];
        using Mat safe = part.ResizeSafely(30, 20);
        Assert.False(part.IsContinuous());
        Same.Pixels(image.Crop(11, 7, new ImageSize(120, 90)).ResizeSafely(30, 20), ToImage(safe, PixelFormat.Bgr));
    }

    [Fact]
    public void A_matrix_that_does_not_fit_is_refused_in_one_line()
    {
        using var empty = new Mat();
        using var floats = new Mat(8, 8, MatType.CV_32FC3);
        using var right = new Mat(8, 8, MatType.CV_8UC3);
        Assert.Contains("empty", Refused(() => empty.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Contains("CV_8UC3", Refused(() => floats.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("width", () => right.ResizeSafely(0, 4));
        Assert.Throws<ArgumentNullException>("mat", () => SafeMatResizing.ResizeSafely(null!, 4, 4));

        static string Refused(Func<Mat> call) => Assert.Throws<ArgumentException>("mat", () => call().Dispose()).Message;
    }

    [Fact]
    public void Its_algorithms_have_their_own_names_and_the_profiles_bytes()
    {
        ScalerChecks.Names(OpenCvScaler.All, s => s.IsDefault, s => s.Call, OpenCvScaler.Safest);
        PixelImage<byte> image = Noise.Of(PixelFormat.Rgb);
        foreach (ScalerProfile profile in ScalerProfile.All.Where(p => p.Library == ScalerLibrary.OpenCv))
        {
            OpenCvScaler scaler = Assert.Single(OpenCvScaler.All, s => s.Name == profile.Name);
            int difference = Same.LargestDifference(new ProfileScaler(profile).Scale(image, new ImageSize(57, 43)), scaler.Scale(image, new ImageSize(57, 43)));
            Assert.InRange(difference, 0, profile.Algorithm == ScalerAlgorithm.Cubic ? 1 : 0);
        }
    }

    [Fact]
    public void Each_algorithm_scales_every_format_and_keeps_uniform_images() =>
        ScalerChecks.Formats(OpenCvScaler.All);

    private static Mat ToMat(PixelImage<byte> image)
    {
        var mat = new Mat(image.Height, image.Width, MatType.MakeType(MatType.CV_8U, image.Channels));
        System.Runtime.InteropServices.Marshal.Copy(image.ToArray(), 0, mat.Data, image.Width * image.Height * image.Channels);
        return mat;
    }

    private static PixelImage<byte> ToImage(Mat mat, PixelFormat format) => new(mat.AsSpan<byte>().ToArray(), new ImageSize(mat.Cols, mat.Rows), format);
}

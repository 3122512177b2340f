namespace Downright.Matrix;

/// <summary>The rows that are attacked: of every library one or more that should give in, and one or more that should not.</summary>
internal static class ConfirmationRows
{
    private static readonly (string Library, string[] Scalers)[] Wanted =
    [
        ("OpenCV (OpenCvSharp4)", ["opencv:nearest", "opencv:linear", "opencv:cubic", "opencv:lanczos4", "opencv:area", "opencv:warp-affine+linear"]),
        ("Skia (SkiaSharp)", ["skia:nearest", "skia:linear", "skia:linear+mipmap-nearest", "skia:cubic-mitchell"]),
        ("ImageMagick (Magick.NET-Q8)", ["magick:resize", "magick:resize+mitchell", "magick:scale", "magick:sample", "magick:interpolative-resize+bilinear"]),
        ("libvips (NetVips)", ["vips:resize", "vips:resize+nearest", "vips:resize+linear", "vips:affine+bicubic"]),
        ("ONNX Runtime", ["onnx:nearest", "onnx:linear", "onnx:linear+antialias", "onnx:cubic"]),
        ("ML.NET (Microsoft.ML.ImageAnalytics)", ["mlnet:fill"]),
        ("Pillow (Python)", ["pillow:nearest", "pillow:linear", "pillow:lanczos"]),
        ("OpenCV (Python)", ["opencv:linear", "opencv:area"]),
        ("ImageMagick (convert)", ["magick:sample"]),
    ];

    /// <summary>Those rows that can be attacked here.</summary>
    public static IReadOnlyList<(Library Library, Subject Subject)> Of(IReadOnlyList<Library> libraries) =>
    [
        .. from wanted in Wanted
           from library in libraries
           where library.Name == wanted.Library
           from scaler in wanted.Scalers
           from subject in library.Subjects
           where subject.Name == scaler
           select (library, subject),
    ];
}

using Downright.Adapters.Magick;
using Downright.Adapters.Onnx;
using Downright.Adapters.OpenCv;
using Downright.Adapters.Skia;
using Downright.Adapters.Vips;
using Downright.Files;

namespace Downright.Matrix;

/// <summary>Every library of the matrix.</summary>
internal static class Libraries
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string MLNetProgram =
        Path.Combine(AppContext.BaseDirectory.Replace("Downright.Matrix", "Downright.Matrix.MLNet", StringComparison.Ordinal), "Downright.Matrix.MLNet.dll");

    /// <summary>The system's own Python, which Debian's packages belong to, where there is one.</summary>
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>The libraries, those first that .NET calls.</summary>
    public static IReadOnlyList<Library> All() =>
    [
        Library.InProcess("OpenCV (OpenCvSharp4)", () => OpenCvScaler.LibraryVersion, $"{OpenCvScaler.Safest.Call}, while both axes shrink", OpenCvScaler.All.Select(s => new Subject(s.Name, s.Call, s.IsDefault, () => s))),
        Library.InProcess("Skia (SkiaSharp)", () => SkiaScaler.LibraryVersion, $"{SkiaScaler.Safest.Call}, while both axes shrink", SkiaScaler.All.Select(s => new Subject(s.Name, s.Call, s.IsDefault, () => s))),
        Library.InProcess("ImageMagick (Magick.NET-Q8)", () => MagickScaler.LibraryVersion, MagickScaler.Safest.Call, MagickScaler.All.Select(s => new Subject(s.Name, s.Call, s.IsDefault, () => s))),
        Library.InProcess("libvips (NetVips)", () => VipsScaler.LibraryVersion, VipsScaler.Safest.Call, VipsScaler.All.Select(s => new Subject(s.Name, s.Call, s.IsDefault, () => s))),
        Library.InProcess("ONNX Runtime", () => OnnxScaler.LibraryVersion, OnnxScaler.Safest.Call, OnnxScaler.All.Select(s => new Subject(s.Name, s.Call, s.IsDefault, () => s))),
        MLNet(),
        Library.Command(
            "Pillow (Python)",
            [Python, "-c", "import PIL; print(PIL.__version__)"],
            "image.resize(size, Image.Resampling.BOX)",
            [
                PillowFilter("nearest", "NEAREST"),
                PillowFilter("box", "BOX"),
                PillowFilter("linear", "BILINEAR"),
                PillowFilter("hamming", "HAMMING"),
                PillowFilter("cubic", "BICUBIC"),
                PillowFilter("lanczos", "LANCZOS"),
                Pillow("cubic+gap=2", "image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)", "bicubic+gap"),
                Pillow("thumbnail", "image.thumbnail(size)", "thumbnail", keepsAspect: true),
                Pillow("transform+nearest", "image.transform(size, Image.Transform.AFFINE, data)", "transform+nearest"),
                Pillow("transform+linear", "image.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR)", "transform+bilinear"),
                Pillow("transform+cubic", "image.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC)", "transform+bicubic"),
            ]),
        Library.Command(
            "OpenCV (Python)",
            [Python, "-c", "import cv2; print(cv2.__version__)"],
            "cv2.resize(image, size, interpolation=cv2.INTER_AREA), while both axes shrink",
            ((string[])["nearest", "nearest-exact", "linear", "linear-exact", "cubic", "area", "lanczos4"]).Select(OpenCvPython)),
        Library.Command(
            "ImageMagick (convert)",
            ["convert", "-version"],
            "convert in.png -scale WxH! out.png",
            [
                Convert("resize", "-resize", isDefault: true),
                Convert("resize+point", "-filter point -resize"),
                Convert("resize+box", "-filter box -resize"),
                Convert("resize+triangle", "-filter triangle -resize"),
                Convert("scale", "-scale"),
                Convert("sample", "-sample"),
                Convert("thumbnail", "-thumbnail"),
                Convert("adaptive-resize", "-adaptive-resize"),
                Convert("interpolative-resize+bilinear", "-interpolate bilinear -interpolative-resize"),
            ]),
    ];

    private static Library MLNet()
    {
        const string Name = "ML.NET (Microsoft.ML.ImageAnalytics)";
        if (ProgramOutput.Of(["dotnet", MLNetProgram, "list"]) is not { } list) return Library.Absent(Name, "build eval/Downright.Matrix.MLNet first, in the same configuration");
        string[][] lines = [.. list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
        return new Library(Name, lines[0][1], "ResizingKind.IsoCrop or IsoPad, from sources of the target's aspect ratio", [
            .. lines.Select(line => Program(line[0], line[2], $"dotnet '{MLNetProgram}' {line[0]} {{in}} {{out}} {{width}}x{{height}}", bool.Parse(line[3].Trim()), keepsAspect: line[0] != "mlnet:fill")),
        ]);
    }

    private static Subject Pillow(string algorithm, string call, string argument, bool isDefault = false, bool keepsAspect = false) =>
        Program($"pillow:{algorithm}", call, Script("pillow_resize.py", argument), isDefault, keepsAspect);

    private static Subject PillowFilter(string algorithm, string filter) =>
        Pillow(algorithm, $"image.resize(size, Image.Resampling.{filter})", filter.ToLowerInvariant(), isDefault: algorithm == "cubic");

    private static Subject OpenCvPython(string algorithm)
    {
        string flag = $"INTER_{algorithm.Replace('-', '_').ToUpperInvariant()}";
        return Program($"opencv:{algorithm}", $"cv2.resize(image, size, interpolation=cv2.{flag})", Script("opencv_resize.py", flag), algorithm == "linear");
    }

    private static Subject Convert(string algorithm, string option, bool isDefault = false) =>
        Program($"magick:{algorithm}", $"convert in.png {option} WxH! out.png", $"convert {{in}} {option} {{width}}x{{height}}! PNG24:{{out}}", isDefault);

    private static string Script(string script, string argument) =>
        $"{Python} '{Path.Combine(AppContext.BaseDirectory, "Scripts", script)}' {argument} {{in}} {{out}} {{width}} {{height}}";

    private static Subject Program(string name, string call, string command, bool isDefault, bool keepsAspect = false) =>
        new(name, call, isDefault, () => new CommandScaler(CommandLine.Parse(command, shell: false), Limit, () => { }, CancellationToken.None)) { KeepsAspect = keepsAspect };
}

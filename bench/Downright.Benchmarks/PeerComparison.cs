using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Downright.Scaling;
using OpenCvSharp;

namespace Downright.Benchmarks;

/// <summary>
/// Our scalers and the real libraries, one thread each, in interleaved pairs: a shared machine changes its speed, so the
/// ratio is taken pair by pair, and then its median.
/// </summary>
internal static class PeerComparison
{
    private const int Pairs = 61;

    private static readonly ImageSize Target = new(224, 224);

    private static readonly ImageSize[] Sources = [new(896, 896), new(1920, 1080)];

    private static readonly (string Profile, InterpolationFlags Flag)[] OpenCvProfiles =
    [
        ("opencv:nearest", InterpolationFlags.Nearest),
        ("opencv:nearest-exact", (InterpolationFlags)6),
        ("opencv:linear", InterpolationFlags.Linear),
        ("opencv:linear-exact", InterpolationFlags.LinearExact),
        ("opencv:cubic", InterpolationFlags.Cubic),
        ("opencv:area", InterpolationFlags.Area),
        ("opencv:lanczos4", InterpolationFlags.Lanczos4),
    ];

    private static readonly string[] PillowProfiles =
        ["pillow:nearest", "pillow:box", "pillow:linear", "pillow:hamming", "pillow:cubic", "pillow:lanczos", "pillow:cubic+gap=2"];

    /// <summary>Writes the table, to a file if one is named.</summary>
    public static int Run(string? path)
    {
        if (Environment.ProcessorCount != 1)
        {
            Console.Error.WriteLine("One thread is compared with one: set DOTNET_PROCESSOR_COUNT=1.");
            return 2;
        }

        var table = new StringBuilder("""
            | library | version | profile | source | ours, ms | theirs, ms | ours / theirs |
            | --- | --- | --- | --- | ---: | ---: | ---: |

            """);
        Cv2.SetNumThreads(1);
        foreach (ImageSize source in Sources)
        {
            PixelImage<byte> photo = Pictures.Photo(source);
            foreach (bool ipp in new[] { true, false }) AddOpenCv(table, photo, ipp);
            AddPillow(table, photo);
        }

        Console.Write(table);
        if (path is not null) File.WriteAllText(path, table.ToString());
        return 0;
    }

    private static void AddOpenCv(StringBuilder table, PixelImage<byte> photo, bool ipp)
    {
        byte[] pixels = photo.ToArray();
        GCHandle pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        using Mat source = Mat.FromPixelData(photo.Height, photo.Width, MatType.CV_8UC3, pinned.AddrOfPinnedObject());
        using var output = new Mat();
        Cv2.SetUseOptimized(ipp);
        foreach (var (profile, flag) in OpenCvProfiles)
        {
            // IPP takes cubic alone.
            if (!ipp && profile != "opencv:cubic") continue;
            Add(table, ipp ? "OpenCV" : "OpenCV without IPP", Cv2.GetVersionString() ?? "", profile, photo, () =>
            {
                long start = Stopwatch.GetTimestamp();
                Cv2.Resize(source, output, new Size(Target.Width, Target.Height), 0, 0, flag);
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            });
        }

        Cv2.SetUseOptimized(true);
        pinned.Free();
    }

    private static void AddPillow(StringBuilder table, PixelImage<byte> photo)
    {
        using var pillow = new PillowTimer();
        foreach (string profile in PillowProfiles)
        {
            pillow.Prepare(profile, photo, Target);
            Add(table, "Pillow", pillow.Version, profile, photo, pillow.Time);
        }
    }

    private static void Add(StringBuilder table, string library, string version, string profile, PixelImage<byte> photo, Func<double> theirs)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(profile));
        var output = new byte[Target.Pixels * photo.Channels];
        var pairs = new List<(double Ours, double Theirs)>();

        // The compiler's second tier comes after a tenth of a second of quiet, on the one processor that there is.
        for (int round = 0; round < 4; round++)
        {
            long end = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
            while (Stopwatch.GetTimestamp() < end) scaler.Scale(photo, Target, output);
            Thread.Sleep(150);
        }

        for (int i = 0; i < Pairs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            scaler.Scale(photo, Target, output);
            double ours = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            pairs.Add((ours, theirs()));
        }

        table.AppendLine(CultureInfo.InvariantCulture, $"| {library} | {version} | `{profile}` | {photo.Size} | {Median(pairs, p => p.Ours):0.000} | {Median(pairs, p => p.Theirs):0.000} | {Median(pairs, p => p.Ours / p.Theirs):0.00} |");
    }

    private static double Median(List<(double Ours, double Theirs)> pairs, Func<(double Ours, double Theirs), double> value) =>
        pairs.Select(value).Order().ElementAt(pairs.Count / 2);
}

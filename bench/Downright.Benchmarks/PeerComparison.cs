using System.Globalization;
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
    private const double MillisecondsPerFigure = 800;

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
        // The runtime's tiers would compile on the one processor that measures.
        if (Environment.ProcessorCount != 1 || Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") != "0")
        {
            Console.Error.WriteLine("One thread of compiled code is compared with one: set DOTNET_PROCESSOR_COUNT=1 and DOTNET_TieredCompilation=0.");
            return 2;
        }

        var table = new StringBuilder($"""
            # Scalers against the real libraries

            RGB 8-bit to {Target}, one thread each, both into memory that is made once (Pillow makes its own). Ours and theirs run in turns; the times are medians, in milliseconds, and the ratio is the median of the pairs' ratios. OpenCV interpolates cubically with Intel's IPP where it may, so that it stands there without it too.

            {Machine.Processor}; .NET {Environment.Version}. `DOTNET_PROCESSOR_COUNT=1 DOTNET_TieredCompilation=0 dotnet run -c Release --project bench/Downright.Benchmarks -- peers <file>`

            | library | version | profile | source | ours, ms | theirs, ms | ours / theirs |
            | --- | --- | --- | --- | ---: | ---: | ---: |

            """);
        OpenCvPeer.Threads = 1;
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
        using var peer = new OpenCvPeer(photo, Target);
        Cv2.SetUseOptimized(ipp);
        foreach (var (profile, algorithm) in OpenCvProfiles)
        {
            // IPP takes cubic alone.
            if (ipp || profile == "opencv:cubic")
                Add(table, ipp ? "OpenCV" : "OpenCV without IPP", OpenCvPeer.Version, profile, photo, ours => PairedTimes.Of(ours, () => peer.Resize(algorithm), cold: false, MillisecondsPerFigure));
        }

        Cv2.SetUseOptimized(true);
    }

    private static void AddPillow(StringBuilder table, PixelImage<byte> photo)
    {
        using var pillow = new PillowTimer();
        foreach (string profile in PillowProfiles)
        {
            pillow.Prepare(profile, photo, Target);
            Add(table, "Pillow", pillow.Version, profile, photo, ours => PairedTimes.Of(ours, pillow.Time, cold: false, MillisecondsPerFigure));
        }
    }

    private static void Add(StringBuilder table, string library, string version, string profile, PixelImage<byte> photo, Func<Action, PairedTimes> pairs)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(profile));
        var output = new byte[Target.Pixels * photo.Channels];
        PairedTimes times = pairs(() => scaler.Scale(photo, Target, output));
        table.AppendLine(CultureInfo.InvariantCulture, $"| {library} | {version} | `{profile}` | {photo.Size} | {times.Milliseconds:0.000} | {times.PeerMilliseconds:0.000} | {times.Ratio:0.00} |");
    }
}

using System.Globalization;
using Downright.Conformance.Peers;
using Downright.Scaling;

namespace Downright.Conformance;

/// <summary>Runs our scaler beside a peer, over many cases.</summary>
internal static class SideBySide
{
    /// <summary>Floats may be off by this many grey levels.</summary>
    public const double FloatTolerance = 5e-4;

    private const int QuickCases = 40;

    /// <summary>The cases of each library and algorithm: few, or as many as DOWNRIGHT_CONFORMANCE_CASES says.</summary>
    public static int Cases { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DOWNRIGHT_CONFORMANCE_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : QuickCases;

    public static void CompareBytes(IPeer peer, string name, ConformanceReport report)
    {
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        var profile = ScalerProfile.Parse(name);
        var scaler = new ProfileScaler(profile);
        var comparison = new Comparison(tolerance: 0);
        foreach (Geometry geometry in Geometry.Random(Cases, peer.Channels(floats: false), seed: 1))
        {
            PixelImage<byte> image = Samples.Bytes(geometry);
            comparison.Add(geometry, scaler.Scale(image, geometry.Target).Pixels.Span, peer.Scale(profile, image, geometry.Target));
        }

        foreach (var (photo, target) in Photos.Cases)
        {
            if (!peer.Channels(floats: false).Contains(photo.Channels)) continue;
            var geometry = new Geometry(photo.Size, target, photo.Channels, Seed: 0);
            comparison.Add(geometry, scaler.Scale(photo, target).Pixels.Span, peer.Scale(profile, photo, target));
        }

        Judge(peer, profile, floats: false, comparison, report);
    }

    public static void CompareFloats(IPeer peer, string name, ConformanceReport report)
    {
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        var profile = ScalerProfile.Parse(name);
        var scaler = new ProfileScaler(profile);
        var comparison = new Comparison(FloatTolerance);
        foreach (Geometry geometry in Geometry.Random(Cases, peer.Channels(floats: true), seed: 2))
        {
            PixelImage<float> image = Samples.Floats(geometry);
            comparison.Add(geometry, scaler.Scale(image, geometry.Target).Pixels.Span, peer.Scale(profile, image, geometry.Target));
        }

        Judge(peer, profile, floats: true, comparison, report);
    }

    /// <summary>The library's float path gives our matrices, but where a known difference says that it has others.</summary>
    public static void RecoverCoefficients(IPeer peer, string name)
    {
        const double Tolerance = 1e-6;
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        var profile = ScalerProfile.Parse(name);
        KnownDifference? known = KnownDifferences.Of(peer, profile, floats: true);
        Assert.SkipWhen(known is not null, $"{known?.Name}: {known?.Reason}");

        // OpenCV's bit-exact linear interpolation scales floats as its ordinary one.
        ScalerProfile analytic = name == "opencv:linear-exact" ? new(ScalerLibrary.OpenCv, ScalerAlgorithm.Linear) : profile;
        foreach (var (source, target) in new (ImageSize, ImageSize)[] { (new(97, 211), new(24, 50)), (new(120, 90), new(40, 30)), (new(33, 20), new(64, 71)) })
        {
            ScalingOperator recovered = CoefficientRecovery.Recover(
                name, (image, size) => new PixelImage<float>(peer.Scale(profile, image, size), size, image.Format), source, target);
            AssertEqual(AxisOf(source.Height, target.Height), recovered.Left);
            AssertEqual(AxisOf(source.Width, target.Width), recovered.Right);
        }

        // The other axis keeps its size, as recovery probes.
        BandedMatrix AxisOf(int from, int to) => ScalingOperator.Compile(analytic, new(from, from), new(from, to)).Left;

        static void AssertEqual(BandedMatrix expected, BandedMatrix actual)
        {
            for (int row = 0; row < expected.Rows; row++)
            {
                for (int column = 0; column < expected.Columns; column++)
                    Assert.Equal(expected[row, column], actual[row, column], Tolerance);
            }
        }
    }

    private static void Judge(IPeer peer, ScalerProfile profile, bool floats, Comparison comparison, ConformanceReport report)
    {
        KnownDifference? known = KnownDifferences.Of(peer, profile, floats);
        report.Add(peer, profile, floats ? "floats" : "bytes", comparison, known);
        Assert.True(
            comparison.Differing == 0 || (known is not null && comparison.Largest <= known.Bound && comparison.Share <= known.Share),
            string.Create(CultureInfo.InvariantCulture, $"{peer.Name} {peer.Version}, {profile}: {comparison.Differing} of {comparison.Samples} samples differ ({comparison.Share:P4}), by up to {comparison.Largest} ({comparison.Worst})."));
    }
}
